import type { Clue } from './patterns.ts';

/**
 * Words that speak to the judge instead of the user, in the languages that datasets are written in. All gaps are bounded, so
 * that a text costs no more than its length; what a gap may hold keeps honest sentences out.
 */

const gap = (most: number) => `(?:[\\w'’:#*-]{1,20}[ \\t\\n]{1,4}){0,${most}}?`;
const start = '(?<![a-z0-9_])';

const ours = '(?:this|my|our|response|answer|assistant|it|me)\\b';
const texts = '(?:response|answer|reply|replie|assistant|completion|output|text|submission)s?';
const points = '(?:scores?|ratings?|marks?|grades?|points)';
/** The best score, not the best of anything else; ten, but not ten minutes. */
const most = '(?:highest|maximum|maximal|max|top|best|full|perfect)';
const bestScore = `(?:the[ \\t])?(?:very[ \\t])?${most}(?:[ \\t]possible)?[ \\t](?:overall[ \\t]|final[ \\t])?${points}\\b`;
const ten =
  '(?:10{1,2}|ten)(?:[ \\t]{0,3}(?:/|out[ \\t]of)[ \\t]{0,3}10{1,2}|[ \\t]points)?(?![ \\t]{1,4}[a-z]|[\\w%])';

const dismissal = `${start}(?:ignor|disregard|forget|overrid|bypass|discard)(?:e|ing)?[ \\t\\n]{1,4}${gap(4)}(?:previous|prior|above|earlier|preceding|foregoing|initial|original|other|system|given|evaluation|grading|scoring)[ \\t\\n]{1,4}${gap(3)}(?:instruction|prompt|rule|guideline|direction|criteri|rubric|message|response|answer|assistant|scale|task)`;

const demand = [
  `(?:give|assign|award|grant|score|rate|grade|mark|rank)[ \\t]{1,4}${gap(2)}${ours}[ \\t]{1,4}${gap(6)}(?:${bestScore}|${ten})`,
  `(?:give|assign|award|grant)[ \\t]{1,4}(?:it[ \\t])?(?:an?|the)[ \\t](?:${points}[ \\t]of[ \\t](?:10|ten)|${most}[ \\t](?:possible[ \\t])?${points})[ \\t]{1,4}(?:to|for)[ \\t]${gap(2)}${ours}`,
  `(?:give|assign|award|output|write|return|print|reply with|answer with)[ \\t]{1,4}${gap(3)}(?:(?:only|just|exactly)[ \\t](?:an?[ \\t]|the[ \\t])?(?:final[ \\t])?(?:${points}|verdict)\\b|${bestScore})`,
  `(?:(?:this|my|our)[ \\t]${texts}|(?:response|answer|assistant)[ \\t]\\d{1,2}|this)[ \\t]{1,4}(?:(?:clearly|certainly|obviously|truly)[ \\t])?(?:deserves|merits|must|should|shall|has[ \\t]to)[ \\t]{1,4}${gap(5)}(?:${bestScore}|(?:scored?|rated?|graded?|ranked?|win)\\b|${ten})`,
  `(?:all[ \\t]|the[ \\t])?(?:other|remaining|competing)[ \\t]{1,4}${texts}[ \\t]{1,4}(?:must|should|shall|deserve|are[ \\t]to)[ \\t]${gap(3)}(?:${points}|scored|rated|the[ \\t]lowest|1\\b|one\\b|0\\b|zero)`,
  `(?:has|have|had|was|were)[ \\t]{1,4}(?:already[ \\t])?(?:been[ \\t])?(?:already[ \\t])?(?:graded|scored|rated|evaluated)[ \\t]{1,4}${gap(4)}(?:10\\b|ten\\b|perfect|(?:highest|maximum|full|top)[ \\t]${points})`,
]
  .map((one) => start + one)
  .join('|');

const address = [
  '(?:note|message|notice|instructions?|attention|memo|hint|dear|hello|hi|hey|warning)[ \\t,:]{1,4}(?:(?:to|for|from)[ \\t])?(?:(?:the|all|any|our|my|whichever)[ \\t])?(?:(?:llm|ai|automated|model)[ \\t-])?(?:judges?|evaluators?|graders?|raters?|assessors?|scorers?)\\b',
  "(?:as|you[ \\t]are|you're)[ \\t](?:(?:an?|the|now|our)[ \\t]){0,2}(?:(?:llm|ai|impartial|fair|automated|helpful|lenient|generous)[ \\t-]){0,2}(?:judge|evaluator|grader|rater|scorer)[ \\t]{0,3}[,.:;]",
  '(?:judges?|evaluators?|graders?)[ \\t]{0,3}[,:][ \\t]{0,3}(?:please|you|must|give|score|rate|output|ignore|kindly)\\b',
  '(?:the|any|all|every)[ \\t](?:judges?|evaluators?|graders?)[ \\t](?:must|should|please|shall|will|are[ \\t](?:required|instructed|asked|told))[ \\t](?:now[ \\t])?(?:give|score|rate|award|output|assign|rank|ignore|grade|prefer)',
  '(?:new|updated|revised|real|actual|true|corrected|additional|hidden|secret)[ \\t](?:system[ \\t]|scoring[ \\t]|grading[ \\t]|evaluation[ \\t])?(?:instruction|rubric|directive|scale|prompt)s?[ \\t]{0,3}:',
  '(?:your|the)[ \\t](?:final[ \\t])?(?:evaluation|verdict|judge?ment|scores?|ratings?|first[ \\t]line)[ \\t](?:must|should|shall|has[ \\t]to|is[ \\t]to)[ \\t](?:be|read|start|begin|say|contain)\\b',
  'begin[ \\t]your[ \\t](?:reply|evaluation|answer|response)[ \\t]with\\b',
]
  .map((one) => start + one)
  .join('|');

const german = [
  '(?:ignorier|missacht|vergiss|vergessen|übergeh)[a-zäöüß]{0,4}[ \\t\\n]{1,4}[^.!?\\n]{0,50}(?:anweisung|instruktion|vorgabe|prompt)',
  '(?:gib|geben|vergib|vergeben|bewerte|bewerten)[ \\t]{1,4}[^.!?\\n]{0,50}(?:höchst|best|voll|maximal|10|zehn)[a-zäöüß]{0,4}[ \\t]{0,3}(?:punkt|bewertung|note|wertung|score)',
];
const french = [
  "(?:ignore[zr]?|oublie[zr]?|ne[ \\t](?:tiens|tenez)[ \\t]pas[ \\t]compte)[ \\t\\n]{1,4}[^.!?\\n]{0,50}(?:instructions?|consignes?|règles?)[ \\t](?:précédent|ci-dessus|antérieur|du[ \\t]système|d[’']avant)",
  '(?:donne|attribue|accorde|mets|mette)[zr]?[ \\t-]{1,4}[^.!?\\n]{0,50}(?:(?:note|score)[ \\t](?:maximal|la[ \\t]plus|parfait|de[ \\t]10)|(?:meilleure|plus[ \\t]haute)[ \\t]note|10[ \\t]?/[ \\t]?10)',
];
const spanish = [
  '(?:ignor[ae]|olvid[ae]|descart[ae]|haz[ \\t]caso[ \\t]omiso)[nd]?[ \\t\\n]{1,4}[^.!?\\n]{0,50}(?:instruccion|indicacion|instruç)',
  '(?:da|dale|dé|dê|dar|otorga|otorgue|asigna|asigne|pon|atribua|atribui|conceda)[ \\t]{1,4}[^.!?\\n]{0,50}(?:(?:puntuación|puntaje|calificación|pontuação|nota)[ \\t](?:máxim|más[ \\t]alta|mais[ \\t]alta|perfect|perfeit|10)|(?:máxima|maior)[ \\t](?:puntuación|puntaje|calificación|pontuação|nota))',
];
const italian = [
  '(?:ignora|ignorate|dimentica|dimenticate)[ \\t\\n]{1,4}[^.!?\\n]{0,50}istruzion[ei]',
  '(?:dai|date|assegna|assegnate|attribuisci)[ \\t]{1,4}[^.!?\\n]{0,50}(?:punteggio|voto)[ \\t](?:massimo|più[ \\t]alto|perfetto|10)',
];
const otherLatin = [...german, ...french, ...spanish, ...italian].map((one) => `(?<![\\p{L}\\p{N}])${one}`).join('|');

const otherScripts = [
  '(?:忽略|无视|無視|忘记|忘記|不要理会|不用理会|抛开)[^。！？\\n]{0,16}(?:指令|指示|提示|规则|規則|要求|标准|標準)',
  '(?:给|給|打|判|评|評|请将|請將)[^。！？\\n]{0,18}(?:最高|满|滿|10|１０|十)[^。！？\\n]{0,3}(?:分|评价|評價)',
  '(?:评委|評委|裁判|评审|評審|评估者|评分者|評分者|评判模型)[^。！？\\n]{0,6}(?:请|請|必须|必須|注意|应|應|：|:)',
  '(?:前の|以前の|上記の|これまでの|先の)[^。！？\\n]{0,8}(?:指示|命令|ルール|プロンプト)[^。！？\\n]{0,8}(?:無視|忘れ)',
  '(?:最高点|満点|最高評価|最高スコア|10点)[^。！？\\n]{0,6}(?:を)?(?:与え|付け|つけ|出し|ください)',
  '(?:이전|위의|앞의|기존)[^.!?\\n]{0,12}(?:지시|명령|지침|규칙|프롬프트)[^.!?\\n]{0,8}(?:무시|잊)',
  '(?:최고|만점|10점)[^.!?\\n]{0,8}(?:점수|점|평점)?[^.!?\\n]{0,6}(?:주세요|줘|부여|매겨)',
  '(?:игнориру|забудь|проигнориру|не\\s{1,3}обраща)[^.!?\\n]{0,60}(?:инструкц|указани|правил|команд)',
  '(?:постав|дай|присво|оцени)[^.!?\\n]{0,50}(?:наивысш|максимальн|высш|10)[^.!?\\n]{0,8}(?:балл|оценк|очк)',
  '(?:تجاهل|انس)[^.!؟\\n]{0,50}(?:التعليمات|الأوامر|القواعد)',
  '(?:أعط|امنح|اعط)[^.!؟\\n]{0,50}(?:أعلى|الدرجة الكاملة|10|١٠)',
  '(?:पिछले|उपरोक्त|पहले के)[^.!?।\\n]{0,30}(?:निर्देश|नियम)[^.!?।\\n]{0,30}(?:अनदेखा|भूल|नज़रअंदाज़|उपेक्षा)',
  '(?:सर्वोच्च|अधिकतम|पूरे|10)[^.!?।\\n]{0,12}(?:अंक|स्कोर)[^.!?।\\n]{0,8}(?:दें|दीजिए|दो)',
].join('|');

const kind = 'words to the judge';

/** See `Clue`. */
export const judgeWords: readonly Clue[] = [
  { kind, hint: /ignor|disregard|forget|overrid|bypass|discard/, pattern: new RegExp(dismissal) },
  {
    kind,
    hint: /highest|maxim|max |perfect|\btop\b|\bbest\b|\bfull\b|\b100?\b|\bten\b|scored?\b|rated?\b|verdict|\bother\b|remaining|competing/,
    pattern: new RegExp(demand),
  },
  {
    kind,
    hint: /judge|evaluat|grader|rater|assessor|scor|rating|first line|verdict|prompt|instruction|begin your|directive|rubric/,
    pattern: new RegExp(address),
  },
  {
    kind,
    hint: /ignor|missacht|verg[ie]ss|übergeh|oubli|consigne|olvid|descart|omiso|dimentic|punkt|bewert|wertung|\bnot[ea]\b|10 ?\/ ?10|puntu|puntaj|calific|pontua|punteggio|\bvoto\b/,
    pattern: new RegExp(otherLatin, 'u'),
  },
  {
    kind,
    hint: /[\u0400-\u04ff\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/,
    pattern: new RegExp(otherScripts),
  },
];
