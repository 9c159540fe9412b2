import { inForce, type RecordOf } from '../../core/register/index.ts';
import { hullOf, type LngLat } from '../../core/space/index.ts';
import { getBlob } from '../../evidence/ledger/blob.ts';
import type { Ground } from '../../evidence/reading/ground-api.ts';
import { namesOf } from '../../evidence/reading/snapshot.ts';
import type { ViewAt } from '../../evidence/reading/view.ts';
import type { Store } from '../../evidence/store/store.ts';
import { boundaryOf, middleOf, mostBytes, type Shape } from './boundary.ts';
import { mapLayers, settlements } from './registers.ts';

type Layer = RecordOf<typeof mapLayers>;

/**
 * What maps of a place are drawn on: its own boundary file where it has one in use on the day, else an area around the
 * settlements of each town, which is no boundary and says so.
 */
export async function groundIn(view: ViewAt, store: Store): Promise<Omit<Ground, 'tianditu'>> {
  const { rows } = await view.list(mapLayers);
  const layer = inForce(
    rows.filter(({ until }) => until === null || until >= view.asOf),
    view.asOf,
  );
  const own = layer ? await ownGround(view, store, layer) : null;
  if (layer && own?.shapes)
    return { demo: layer.held.demo, source: 'own', basis: layer.basis, fault: own.fault, shapes: own.shapes };
  const { rows: lived, demo } = await view.list(settlements);
  const towns = Map.groupBy(
    lived.flatMap(({ town, spot }) => (spot ? [{ id: town.id, at: [spot[0], spot[1]] as const }] : [])),
    ({ id }) => id,
  );
  const shapes = [...towns].map(([id, rows]) =>
    drawn(
      id,
      rows.map(({ at }) => at),
    ),
  );
  return {
    demo,
    source: shapes.length > 0 ? 'drawn' : 'none',
    basis: null,
    fault: own?.fault ?? null,
    shapes: wire(shapes),
  };
}

const drawn = (id: string, points: readonly LngLat[]): Shape => {
  const ring = hullOf(points);
  return { id, rings: ring ? [ring] : [], at: middleOf([ring ?? points]) };
};

const wire = (shapes: readonly Shape[]): Ground['shapes'] =>
  shapes.map(({ id, rings, at }) => ({ id, rings: rings.map((ring) => ring.map(short)), at: short(at) }));
/** A metre on the ground. */
const short = ([x, y]: LngLat): [number, number] => [Number(x.toFixed(5)), Number(y.toFixed(5))];

const fault = (zh: string, en: string) => ({ zh, en });

async function ownGround(view: ViewAt, store: Store, { boundary, datum, name }: Layer) {
  const file = boundary[0];
  const bytes = file ? await getBlob(store, view.snapshot.jurisdiction, file.hash) : null;
  if (!bytes) return { shapes: null, fault: fault(`界线图层“${name}”没有文件。`, `There is no file of “${name}”.`) };
  if (bytes.length > mostBytes)
    return {
      shapes: null,
      fault: fault(
        `界线图层“${name}”超过 2 MB，先抽稀再上传。`,
        `“${name}” is larger than 2 MB: thin it out and upload it again.`,
      ),
    };
  const { places } = namesOf(view.snapshot);
  const names = new Map([...places].map(([id, place]) => [id, place.zh]));
  const found = boundaryOf(Buffer.from(bytes).toString('utf8'), datum, names);
  if (!found || found.shapes.length === 0)
    return {
      shapes: null,
      fault: fault(
        `界线图层“${name}”里没有认得出的镇街：要 GeoJSON 面图层，属性里有镇街名称或代码。`,
        `No place is known in “${name}”: it must be GeoJSON areas with the name or code of a place.`,
      ),
    };
  return {
    shapes: wire(found.shapes),
    fault:
      found.strange === 0
        ? null
        : fault(
            `界线图层“${name}”里有 ${found.strange} 个面对不上镇街，没有画。`,
            `${found.strange} areas of “${name}” belong to no known place and are not drawn.`,
          ),
  };
}
