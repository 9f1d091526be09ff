/**
 * Whether a reply without scores begins like a refusal. It only names the reason that people see; a reply with scores
 * is never taken for one.
 */
export function looksLikeRefusal(text: string): boolean {
  return refusal.test(text.slice(0, 200));
}

const refusal = new RegExp(
  "^\\W*(?:(?:i['’]?m|i am) (?:very |really |so )?(?:sorry|unable|not able)|sorry|i (?:can(?:no|['’])t|cannot|won['’]t|must decline)" +
    '|(?:很|非常)?抱歉|对不起|我(?:无法|不能)|作为(?:一个)?(?:AI|人工智能))',
  'i',
);
