import type { Settings } from '../api/settings.ts';

/** Settings to plan with: what an edit leads to is the same whether Jobs or people do what cannot be declared, and only Jobs can be modelled. */
export function assumeJobs(settings: Settings): Settings {
  return { ...settings, actions: 'jobs', ownImage: settings.ownImage || 'vmop' };
}
