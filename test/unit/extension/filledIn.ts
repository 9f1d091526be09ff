import type { Translate } from '../../../src/extension/translate.ts';

/** English, with its values in their places. */
export const filledIn: Translate = (english, ...values) =>
  english.replace(/\{(\d+)\}/g, (_, place) => String(values[Number(place)]));
