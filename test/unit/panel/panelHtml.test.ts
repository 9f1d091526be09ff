import assert from 'node:assert/strict';
import { test } from 'node:test';
import { panelHtml } from '../../../src/extension/panel/panelHtml.ts';

const parts = {
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'n0nce',
  language: 'zh-cn',
  title: 'Results "&" <more>',
  opening: 'Reading <the run>…',
  script: 'https://host/dist/webview/panel.js',
  styles: 'https://host/dist/webview/panel.css',
  data: { run: '</script><script>alert(1)</script>', translations: { Search: '搜索 <!--' } },
};

test('the page may run nothing but our script and load nothing but our styles and font', () => {
  const page = panelHtml(parts);
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
  assert.deepEqual(policy.split('; '), [
    "default-src 'none'",
    "script-src 'nonce-n0nce'",
    "style-src https://*.vscode-cdn.net 'nonce-n0nce'",
    'font-src https://*.vscode-cdn.net',
  ]);
  const scripts = page.match(/<script[^>]*>/g) ?? [];
  assert.equal(scripts.length, 2);
  assert.ok(scripts.every((script) => script.includes('nonce="n0nce"')));
});

test('nothing that the HTML names keeps VS Code from showing the page', () => {
  assert.doesNotMatch(panelHtml(parts), /<link|\s(?:src|href)=/);
});

test('data can not break out of its element', () => {
  const page = panelHtml(parts);
  const json = /<script id="data"[^>]*>(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  assert.deepEqual(JSON.parse(json), parts.data);
  assert.ok(!json.includes('<'));
});

test('words are escaped', () => {
  assert.match(panelHtml(parts), /<title>Results &quot;&amp;&quot; &lt;more&gt;<\/title>/);
});

test('it says what it is about before its script has run', () => {
  assert.match(panelHtml(parts), /<p id="opening">Reading &lt;the run&gt;…<\/p>/);
});
