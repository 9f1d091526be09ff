import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import {
  commands,
  contextKeys,
  restrictedSettings,
  settingDefaults,
  views,
} from '../../../src/extension/contributions.ts';
import { levelColours } from '../../../src/extension/editor/scoreLevel.ts';

const read = async (name: string) => JSON.parse(await readFile(new URL(`../../../${name}`, import.meta.url), 'utf8'));
const manifest = await read('package.json');
const { contributes, capabilities, activationEvents } = manifest;
const words: Record<string, string> = await read('package.nls.json');
const properties: Record<string, { default: unknown; scope: string; markdownDescription: string }> = Object.assign(
  {},
  ...contributes.configuration.map((section: { properties: object }) => section.properties),
);

interface MenuEntry {
  command?: string;
  submenu?: string;
  when?: string;
}
const menus: [string, MenuEntry[]][] = Object.entries(contributes.menus);
const ids: readonly string[] = Object.values(commands);

describe('package.json', () => {
  it('contributes the commands that the code has, and no others', () => {
    const contributed = contributes.commands.map(({ command }: { command: string }) => command);
    assert.deepEqual([...contributed].sort(), [...ids].sort());
  });

  it('has menus of known commands and submenus only', () => {
    const submenus = contributes.submenus.map(({ id }: { id: string }) => id);
    for (const [menu, entries] of menus) {
      for (const { command, submenu } of entries) {
        assert.ok(command ? ids.includes(command) : submenus.includes(submenu), `${menu}: ${command ?? submenu}`);
      }
    }
    for (const id of submenus) assert.ok(contributes.menus[id]?.length > 0, `the submenu ${id} is empty`);
  });

  it('hides from the palette what needs to be told a row', () => {
    const hidden = contributes.menus.commandPalette
      .filter(({ when }: MenuEntry) => when === 'false')
      .map(({ command }: MenuEntry) => command);
    assert.deepEqual(hidden.sort(), [commands.copyRationale, commands.revealRow]);
  });

  it('has when clauses of known keys and views only', () => {
    const clauses = menus.flatMap(([, entries]) => entries.map(({ when }) => when ?? ''));
    const own = clauses.join(' ').match(/\bgavel\.(?!jsonl)\w+/g) ?? [];
    const known: readonly string[] = [views.runs, ...Object.values(contextKeys)];
    for (const key of own) assert.ok(known.includes(key), key);
  });

  it('has the settings that the code reads, with the same defaults', () => {
    const defaults = Object.fromEntries(Object.entries(properties).map(([key, { default: value }]) => [key, value]));
    const expected = Object.fromEntries(Object.entries(settingDefaults).map(([key, value]) => [`gavel.${key}`, value]));
    assert.deepEqual(defaults, expected);
  });

  it('restricts the settings that say where data goes and what is executed', () => {
    const restricted = capabilities.untrustedWorkspaces.restrictedConfigurations;
    assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(
      restricted,
      restrictedSettings.map((key) => `gavel.${key}`),
    );
  });

  it('contributes the view and the colours of scores', () => {
    assert.deepEqual(Object.keys(contributes.views), [views.container]);
    assert.deepEqual(
      contributes.views[views.container].map(({ id }: { id: string }) => id),
      [views.runs],
    );
    const colours = contributes.colors.map(({ id }: { id: string }) => id);
    assert.deepEqual(colours, Object.values(levelColours));
  });

  it('activates for datasets and restored panels only', () => {
    assert.deepEqual(activationEvents, [
      'onLanguage:jsonl',
      'onWebviewPanel:gavel.results',
      'onWebviewPanel:gavel.report',
    ]);
  });

  it('has words for every placeholder, and a placeholder for all words', async () => {
    const { scripts: _, ...shown } = manifest;
    const used = new Set(
      JSON.stringify(shown)
        .match(/(?<=")%[^%"]+%(?=")/g)
        ?.map((mark) => mark.slice(1, -1)),
    );
    assert.deepEqual([...used].sort(), Object.keys(words).sort());
  });

  it('links to known commands only', () => {
    for (const [, command] of Object.values(words)
      .join(' ')
      .matchAll(/\(command:([\w.]+)/g)) {
      assert.ok(ids.includes(command ?? ''), command);
    }
  });

  it('has files where it names them', async () => {
    const named = JSON.stringify(manifest).match(/media\/[\w./-]+/g) ?? [];
    assert.ok(named.length > 0);
    for (const name of named) await assert.doesNotReject(readFile(new URL(`../../../${name}`, import.meta.url)), name);
  });
});
