import { renderTemplate, type TemplateName, type TemplateValues, templateUses } from './render.ts';

/** How the user's own criteria are introduced to the judge. */
export const criteriaWords = 'Judge by these criteria, which the user has set, before any others:';

/** The place of the criteria in the tasks' own templates: a paragraph that is not there when there are none. */
export const criteriaPart = `{% if criteria %}
${criteriaWords}
{{ criteria }}
{% endif %}`;

/**
 * Renders a template, and leaves the user's criteria out in no case: where it has no place for them, they end the prompt.
 * They are a value, not a part of the template: nothing in them is rendered. `places` names what brings them along.
 */
export function renderPrompt(
  template: string,
  values: TemplateValues,
  places: readonly TemplateName[] = ['criteria'],
): string {
  const prompt = renderTemplate(template, values);
  const { criteria } = values;
  const isTold = criteria === undefined || criteria === '' || places.some((name) => templateUses(template, name));
  return isTold ? prompt : `${prompt}\n\n${criteriaWords}\n${criteria}`;
}
