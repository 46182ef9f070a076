// What members read for ids, with rewards, services and activities beside what every view needs.
import { nameIn, namesOf, versionOn } from '../engine/terms.js';
import { rewardName } from './books.js';
import { capital, words } from './people.js';

export function accountNames(document, date) {
  const names = namesOf(document, date);
  const services = [...(versionOn(document, date)?.tiers ?? []).flatMap(({ levels }) => levels), ...(versionOn(document, date)?.plans ?? [])].flatMap(({ benefits }) => benefits?.services ?? []);
  return {
    ...names,
    reward: (id) => rewardName(document, date, id),
    service(id) {
      const found = services.find((one) => one.id === id);
      return found ? (nameIn(found.name) ?? capital(words(id))) : null;
    },
    activity: (type) => capital(words(type)),
    ofRedemption: 'Points of a reward',
  };
}
