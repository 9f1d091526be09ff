import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exposesKeys, isBaseUrlProblem, isLocal, parseBaseUrl, plainBaseUrl } from '../../../src/models/baseUrl.ts';

describe('a base URL', () => {
  const good: [string, string][] = [
    ['https://api.example.com/v1', 'https://api.example.com/v1'],
    [' https://api.example.com/v1/ ', 'https://api.example.com/v1'],
    ['HTTP://LocalHost:11434', 'http://localhost:11434'],
    ['https://api.example.com:443/v1//', 'https://api.example.com/v1'],
  ];
  for (const [text, plain] of good) {
    it(`is read from ${JSON.stringify(text)}`, () => {
      const url = parseBaseUrl(text);
      assert.ok(!isBaseUrlProblem(url));
      assert.equal(plainBaseUrl(url), plain);
    });
  }

  const bad = [
    '',
    'api.example.com',
    'ftp://example.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://user:secret@example.com',
    'https://example.com/v1?key=secret',
    'https://example.com/#x',
  ];
  for (const text of bad) {
    it(`is not read from ${JSON.stringify(text)}`, () => {
      const url = parseBaseUrl(text);
      assert.ok(isBaseUrlProblem(url) && url.message.length > 0);
      assert.ok(!url.message.includes('secret'));
    });
  }

  const places: [string, boolean, boolean][] = [
    ['http://localhost:1234', true, false],
    ['http://127.0.0.1:1', true, false],
    ['http://127.9.9.9', true, false],
    ['http://[::1]:8080', true, false],
    ['http://judge.localhost', true, false],
    ['http://2130706433', true, false],
    ['https://example.com', false, false],
    ['http://example.com', false, true],
    ['http://192.168.1.5:8000', false, true],
    ['http://127.0.0.1.example.com', false, true],
    ['http://localhost.example.com', false, true],
    ['http://notlocalhost', false, true],
  ];
  for (const [text, local, exposed] of places) {
    it(`${text} is ${local ? 'on this machine' : 'elsewhere'}${exposed ? ', and would show a key on the way' : ''}`, () => {
      assert.deepEqual([isLocal(new URL(text)), exposesKeys(new URL(text))], [local, exposed]);
    });
  }
});
