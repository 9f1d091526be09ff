/** What `GET {baseUrl}/models` told. */
export type ModelList = { kind: 'models'; names: string[] } | { kind: 'refused' } | { kind: 'no answer' };

/** More than this is no list to choose from; endpoints that resell models have some hundreds. */
const maxModels = 1000;

/** Asks an OpenAI-compatible endpoint which models it has. Never rejects; what it answers is checked. */
export async function listModels(baseUrl: string, apiKey: string | undefined, signal: AbortSignal): Promise<ModelList> {
  try {
    const response = await fetch(`${baseUrl}/models`, {
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      // A redirect could carry the question to an origin nobody agreed to.
      redirect: 'error',
      signal,
    });
    if (response.status === 401 || response.status === 403) return { kind: 'refused' };
    const body: unknown = response.ok ? await response.json() : undefined;
    const names = modelNames(body);
    return names === undefined ? { kind: 'no answer' } : { kind: 'models', names };
  } catch {
    return { kind: 'no answer' };
  }
}

function modelNames(body: unknown): string[] | undefined {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  if (!Array.isArray(data)) return undefined;
  const ids = data.map((model: unknown) =>
    typeof model === 'object' && model !== null && 'id' in model ? model.id : '',
  );
  return ids.filter((id): id is string => typeof id === 'string' && id !== '').slice(0, maxModels);
}
