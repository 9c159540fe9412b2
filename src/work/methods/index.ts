import type { Domain } from '../../evidence/domain.ts';
import type { Method } from '../../evidence/method.ts';
import { methods as compare } from './compare.ts';
import { methods as course } from './course.ts';
import { methods as decide } from './decide.ts';
import { methods as due } from './due.ts';
import { methods as fairness } from './fairness.ts';
import { methods as foresee } from './foresee.ts';
import { methods as measure } from './measure.ts';
import { methods as places } from './places.ts';
import { methods as service } from './service.ts';
import { methodRoutes } from './routes.ts';

/** The area that hands out the methods of the core and of all other areas. */
export function methodsArea(areas: readonly Domain[]): Domain {
  const own = [...measure, ...due, ...foresee, ...decide, ...fairness, ...course, ...places, ...service, ...compare];
  return { id: 'methods', routes: () => methodRoutes([...own, ...methodsOf(areas)]), methods: own };
}

/** The methods of all areas, in their order. */
export function methodsOf(areas: readonly Domain[]): Method[] {
  return areas.flatMap(({ methods = [] }) => methods);
}
