import type { ExtensionContext } from 'vscode';

const secretName = (origin: string) => `gavel.apiKey ${origin}`;
const originsKey = 'gavel.originsWithKey';

/**
 * API keys, each in the system's secret storage under the origin it was entered for (`https://api.example.com`). A key is
 * only ever read for that origin, so a changed `baseUrl` can't carry it to another host.
 */
export class ApiKeys {
  private readonly context: Pick<ExtensionContext, 'secrets' | 'globalState'>;

  constructor(context: Pick<ExtensionContext, 'secrets' | 'globalState'>) {
    this.context = context;
  }

  /** Origins that have a key. Kept beside the secrets: VS Code lists their names only since 1.105. */
  get origins(): readonly string[] {
    return this.context.globalState.get<string[]>(originsKey, []);
  }

  async get(origin: string): Promise<string | undefined> {
    return this.context.secrets.get(secretName(origin));
  }

  async set(origin: string, key: string): Promise<void> {
    await this.context.secrets.store(secretName(origin), key);
    await this.context.globalState.update(originsKey, [...new Set([...this.origins, origin])].sort());
  }

  async remove(origin: string): Promise<void> {
    await this.context.secrets.delete(secretName(origin));
    await this.context.globalState.update(
      originsKey,
      this.origins.filter((known) => known !== origin),
    );
  }
}
