/** User settings for a workbench that stays as a test left it: no tours, no updates, no network, no animation. */
export const testSettings: Record<string, unknown> = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  // A browser's workbench saves by itself.
  'files.autoSave': 'off',
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.colorTheme': 'Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};
