/** Characters that a token has, about: English and code 4 (OpenAI's own rule of thumb), other alphabets fewer. */
const charactersPerToken = { ascii: 4, otherAlphabet: 2 };

/** What a chat endpoint puts around each message, in tokens. */
const tokensPerMessage = 4;

/** About how many tokens a text is: a rule of thumb, for nobody has the tokenizer of every model. Chinese counts one a character. */
export function estimateTokens(text: string): number {
  let ascii = 0;
  let ideographs = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) ascii++;
    else if (isIdeograph(unit)) ideographs++;
  }
  const others = text.length - ascii - ideographs;
  return Math.ceil(ascii / charactersPerToken.ascii + others / charactersPerToken.otherAlphabet + ideographs);
}

/** About how many tokens a chat request is. */
export function estimateMessages(messages: readonly { content: string }[]): number {
  return messages.reduce((sum, { content }) => sum + tokensPerMessage + estimateTokens(content), 0);
}

/** Chinese characters, kana and Hangul; and emoji, each half of which counts as one. */
function isIdeograph(unit: number): boolean {
  return (unit >= 0x2e80 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xdfff) || (unit >= 0xf900 && unit <= 0xfaff);
}
