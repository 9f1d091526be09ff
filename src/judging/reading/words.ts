/** The words that judges use, as parts of regular expressions (flags `iu`), over the ASCII forms of a reply. */

/** "Score", in the languages that judges answer in. */
export const scoreWord =
  '(?:scores?|ratings?|分数|分數|评分|評分|得分|打分|スコア|点数|得点|評点|評価|점수|평점|punktzahl|bewertung(?:en)?|wertung|puntuaci(?:ón|ones)|puntajes?|calificaci(?:ón|ones)|pontuaç(?:ão|ões)|punteggi[oi]?|оценк[аи]|баллы?|الدرجة|التقييم|امتیاز|स्कोर|अंक|điểm|puan|ocena|notes?|notas?|voto|sk[oó]re?|poäng|betyg|cijfer|pontszám|βαθμολογία|оцінка|คะแนน|ציון)';

/** What a score is called more closely, when it is the one that is asked for and not one of several criteria. */
export const wholeWord = '(?:quality|complexity|difficulty|overall|final|total|综合|总体|最终|総合|최종)';

/** Stands for the score of the whole without the word "score"; "total" does not, for it may be a sum over criteria. */
export const overallWord = '(?:overall|final|综合|总体|最终|総合|최종)';

/** What is judged: `Response 2`, `助手2`. */
export const itemWord =
  '(?:response|instruction|answer|assistant|question|model|antwort|assistent|anweisung|réponse|respuesta|asistente|resposta|risposta|ответ|ассистент|回答|回复|回覆|响应|指令|助手|模型|答案|応答|アシスタント|指示|답변|응답|어시스턴트|الإجابة|उत्तर)';

/** The scale said beside the word: `Score (1-10):`. */
export const scaleNote = '(?:[ \\t]{0,4}\\([^()\\n]{1,20}\\)(?=[ \\t*_]{0,4}[:=]))?';

/** What would make the index before it one of several: `Responses 1 and 2`, `1-3`. */
export const notOneOfSeveral = `(?!\\s{0,4}(?:and|und|or|to|&|,|和|与|と)\\s{0,4}(?:${itemWord}\\s{0,4})?#?\\d|[-–—]\\d)`;

/** Points: `3分`, `3 points`. */
export const unitWord = '(?:points?\\b|pts?\\b|punkte?\\b|stars?\\b|分|点|점)';

/** Says that what follows is the last word. */
export const lastWord = /\b(?:final|corrected|revised)\b|最终|修正/i;
