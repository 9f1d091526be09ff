import { listModels } from './modelList.ts';

/** Where model servers listen by default: Ollama, LM Studio, vLLM, llama.cpp. */
const usualPorts = [11434, 1234, 8000, 8080];

/** A server on this machine is there or is not; this is for the one that never answers. */
const answerWithinMs = 400;

/** A model server found on this machine. */
export interface LocalServer {
  baseUrl: string;
  models: string[];
}

/** Looks for OpenAI-compatible servers on this machine, all ports at once; `onFound` gets each as it answers. */
export async function findLocalServers(
  onFound: (server: LocalServer) => void,
  signal: AbortSignal,
  ports: readonly number[] = usualPorts,
): Promise<void> {
  await Promise.all(
    ports.map(async (port) => {
      const baseUrl = `http://127.0.0.1:${port}/v1`;
      const list = await listModels(baseUrl, undefined, AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]));
      if (list.kind === 'models' && list.names.length > 0 && !signal.aborted) onFound({ baseUrl, models: list.names });
    }),
  );
}
