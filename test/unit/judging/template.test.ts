import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkTemplate } from '../../../src/judging/template/check.ts';
import { renderTemplate, TemplateError, type TemplateValues } from '../../../src/judging/template/render.ts';
import jinja2 from './jinja2.json' with { type: 'json' };

const values: TemplateValues = jinja2.values;

describe('a template renders as Jinja2 renders it, or is refused', () => {
  for (const { template, rendered } of jinja2.same) {
    it(JSON.stringify(template).slice(0, 90), () => assert.equal(renderTemplate(template, values), rendered));
  }
  for (const { template } of jinja2.refused) {
    it(`refused: ${JSON.stringify(template).slice(0, 80)}`, () =>
      assert.throws(() => renderTemplate(template, values), TemplateError));
  }
});

describe('attacks are refused before anything is compiled', () => {
  const attacks = [
    "{{ instruction.constructor.constructor('return process')() }}",
    "{{ responses['constructor'] }}{{ instruction }}",
    '{{ responses["__proto__"] }}{{ instruction }}',
    '{{ instruction["con" ~ "structor"] }}',
    '{{ constructor }}{{ instruction }}',
    '{{ __proto__ }}{{ instruction }}',
    '{{ range(100000000) }}{{ instruction }}',
    '{% for i in range(9) %}{% endfor %}{{ instruction }}',
    '{{ cycler("a") }}{{ joiner() }}{{ instruction }}',
    '{% include "/etc/passwd" %}{{ instruction }}',
    '{% import "x" as x %}{{ instruction }}',
    '{% from "x" import y %}{{ instruction }}',
    '{% extends "x" %}{{ instruction }}',
    '{% block b %}{{ super() }}{% endblock %}{{ instruction }}',
    '{% macro m() %}{{ instruction }}{% endmacro %}',
    '{% call m() %}{{ instruction }}{% endcall %}',
    '{% set x %}{{ instruction }}{{ instruction }}{% endset %}',
    '{% set x = instruction ~ instruction %}{% set y = x ~ x %}{{ y }}',
    "{{ instruction|replace('a', instruction) }}",
    "{{ instruction|replace('a', 'aa')|replace('a', 'aa') }}",
    '{{ instruction|dump }}',
    '{{ instruction|safe }}',
    '{{ instruction is callable }}',
    '{{ instruction is divisibleby(3) }}',
    '{% for a in responses %}{% for b in responses %}{% for c in responses %}{{ c }}{% endfor %}{% endfor %}{% endfor %}',
    '{% for a, b in responses %}{{ a }}{% endfor %}',
    '{% asyncEach a in responses %}{{ a }}{% endeach %}',
    '{{ {"a": instruction}.a }}',
    '{{ (instruction if 1 else 2).length }}',
    '{{ 9 ** 9 ** 9 }}{{ instruction }}',
    '{% for a in instruction %}{% for b in instruction %}{{ b }}{% endfor %}{% endfor %}',
    '{% for responses in responses %}{% for a in responses %}{{ a }}{% endfor %}{% endfor %}',
    '{% set responses = instruction %}{% for a in responses %}{{ a }}{% endfor %}',
    '{{ r/a/g }}{{ instruction }}',
    `{{ ${'('.repeat(50_000)}instruction }}`,
    `{{ instruction }}${' '.repeat(100_000)}`,
    '{{ instruction',
    '{% if instruction %}',
  ];
  for (const attack of attacks) {
    it(attack.slice(0, 80), () => {
      const problem = checkTemplate(attack);
      assert.ok(problem, 'refused');
      assert.ok(problem.message && problem.next && problem.line >= 1 && problem.column >= 1);
      assert.throws(() => renderTemplate(attack, values), TemplateError);
    });
  }

  it('says where and what', () => {
    assert.deepEqual(checkTemplate('{{ instruction }}\n  {{ foo }}'), {
      reason: 'unknown name',
      message: 'The template uses "foo", which has no value here.',
      next: checkTemplate('{{ foo }}')?.next,
      line: 2,
      column: 6,
    });
    assert.equal(checkTemplate('Rate it.')?.reason, 'asks about nothing');
  });

  it('never throws, whatever the template', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      ' if ',
      ' for r in responses ',
      ' endif ',
      ' endfor ',
      'instruction',
      '.',
      '[',
      ']',
      '|',
      'length',
      '(',
      ')',
      '"',
      "'",
      '~',
      ' set x = ',
      '\n',
      '{#',
      '#}',
      '-',
      '1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (parts) => {
        const template = parts.join('');
        const problem = checkTemplate(template);
        if (!problem) assert.equal(typeof renderTemplate(template, values), 'string');
      }),
      { numRuns: 500 },
    );
  });

  it('text in a row is data: its braces mean nothing', () => {
    assert.equal(
      renderTemplate('{{ instruction }}', { instruction: '{{ 1 + 1 }}{% include "x" %}' }),
      '{{ 1 + 1 }}{% include "x" %}',
    );
  });
});
