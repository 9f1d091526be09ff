import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PageMessage } from '../../../src/shared/protocol.ts';
import { HostClient } from '../../../src/webview/hostClient.ts';

function connect() {
  const sent: PageMessage[] = [];
  let changes = 0;
  const client = new HostClient(
    (message) => void sent.push(message),
    () => void changes++,
  );
  return { client, sent, changes: () => changes };
}

test('pairs answers with questions, in whatever order they come', async () => {
  const { client, sent } = connect();
  const prompt = client.ask({ kind: 'prompt', row: 1 });
  const copied = client.ask({ kind: 'copy', text: 'x' });
  assert.deepEqual(
    sent.map(({ ask }) => ask.kind),
    ['prompt', 'copy'],
  );
  client.receive({ type: 'answer', id: sent[1]?.id ?? 0, answer: null });
  client.receive({ type: 'answer', id: sent[0]?.id ?? 0, answer: [{ role: 'user', content: 'Hi' }] });
  assert.deepEqual(await copied, { answer: null });
  assert.deepEqual(await prompt, { answer: [{ role: 'user', content: 'Hi' }] });
});

test('a refusal comes back as a value', async () => {
  const { client, sent } = connect();
  const asked = client.ask({ kind: 'detail', row: 99 });
  const problem = { reason: 'no row', message: 'Choose another row.' } as const;
  client.receive({ type: 'refusal', id: sent[0]?.id ?? 0, problem });
  assert.deepEqual(await asked, { problem });
});

test('passes on that the run has changed, and ignores answers to nothing', () => {
  const { client, changes } = connect();
  client.receive({ type: 'changed' });
  client.receive({ type: 'answer', id: 77, answer: null });
  client.receive({ type: 'refusal', id: 78, problem: { reason: 'failed', message: '' } });
  assert.equal(changes(), 1);
});
