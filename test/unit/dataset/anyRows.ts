import fc from 'fast-check';

const fragments = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  '\\',
  '\n',
  '\r\n',
  ' ',
  '  ',
  '{"a":1}',
  '{"b":"é😀"},',
  ':',
  'x',
  '\0',
  '\ufeff',
  '语',
);
/** What files hold that are read as rows, well-formed or not. */
export const anyContent = fc.oneof(
  fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.array(fragments, { maxLength: 30 }).map((parts) => `[{"a":1},\n ${parts.join('')}]`),
  fc.array(fc.json(), { maxLength: 5 }).map((rows) => rows.join('\n')),
);
/** How a file may be cut into chunks. */
export const anySizes = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 60 });
