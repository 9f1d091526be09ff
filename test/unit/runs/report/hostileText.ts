import fc from 'fast-check';

/** What rows, replies and file names may hold to become markup, a link or a command. */
export const hostileTexts = [
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)',
  "' autofocus onfocus='alert(1)",
  '<!-- --> --><b>',
  '</style></title></textarea>',
  '&lt;b&gt; &#60;b&#62; &amp;',
  '[click](command:workbench.action.quit)',
  '<command:gavel.deleteRun>',
  '![x](https://evil.example/x.png)',
  'https://evil.example www.evil.example me@evil.example evil.com',
  'mailto:me@evil.com ftp://evil.com/x //evil.com',
  'http://127.0.0.1/x //10.0.0.1 http://=.+',
  '# heading',
  '- list',
  '1. list',
  '> quote',
  '---',
  '===',
  '```',
  '~~~~',
  '| a | b |\n|---|---|',
  '[a]: command:x',
  '[^1]',
  '`code` **bold** __bold__ ~~gone~~ a\\*b \\',
  '$x$ @somebody #1 org/repo#12',
  '    indented',
  'a\u202eb\u2066c\u0000d\u001b[31me\u2028f',
];

/** Any text, the nastier the likelier. Short enough to be shown whole. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ maxLength: 24, unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...'[]()<>!#*_`~|$&:/\\-+=.1a \n\t"\'@{}%^;'.split(''),
        'www',
        'http://',
        'a.com',
        '<!--',
        '&#33;',
      ),
      {
        maxLength: 20,
      },
    )
    .map((parts) => parts.join('')),
);
