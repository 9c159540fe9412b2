import { Link, useSearch } from '@tanstack/react-router';
import { Light, LightMark } from '../../ui/light.tsx';
import { usePlace } from '../../ui/place.ts';
import { TakePicture } from '../../ui/take/take.tsx';
import { useText } from '../../ui/text.tsx';
import type { PlanView } from './api.ts';
import { layoutOf } from './layout.ts';
import { Schematic } from './schematic.tsx';

type Group = PlanView['groups'][number];
type Member = Group['members'][number];

/** The plan's slogan groups, each member with the commitments that carry it and what the text says of its state. */
export function GroupsView({ data }: { data: PlanView }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const search = useSearch({ from: '/$jurisdiction/plan' });
  const shown = search.group === undefined ? data.groups : data.groups.filter((g) => g.id === search.group);
  if (data.groups.length === 0)
    return <p className="card soft">{t('这份规划没有口号组。', 'This plan has no slogan groups.')}</p>;
  return (
    <>
      <nav className="filters" aria-label={t('口号组', 'Groups')}>
        <Link
          className="chip"
          to="/$jurisdiction/plan"
          params={{ jurisdiction }}
          search={{ view: 'groups' }}
          aria-current={search.group === undefined ? 'true' : undefined}
        >
          {t('全部', 'All')}
        </Link>
        {data.groups.map((g) => (
          <Link
            key={g.id}
            className="chip"
            to="/$jurisdiction/plan"
            params={{ jurisdiction }}
            search={{ view: 'groups', group: g.id }}
            aria-current={g.id === search.group ? 'true' : undefined}
          >
            {tx(g.name)}
          </Link>
        ))}
      </nav>
      <div className="groups">
        {shown.map((g) => (
          <GroupCard key={g.id} group={g} data={data} />
        ))}
      </div>
    </>
  );
}

function GroupCard({ group, data }: { group: Group; data: PlanView }) {
  const { t, tx } = useText();
  const layout = layoutOf(group.members);
  const tops = group.members.filter((m) => m.parent === null || !group.members.some((p) => p.name.zh === m.parent));
  return (
    <section className={`card group${layout ? ' is-layout' : ''}`}>
      <h2>
        {tx(group.name)} <span className="soft small">{t(`${tops.length} 项`, `${tops.length} parts`)}</span>
      </h2>
      <div className="group-body">
        {layout && (
          <figure className="schematic" tabIndex={0}>
            <TakePicture label={tx(group.name)}>
              <Schematic layout={layout} name={tx(group.name)} />
            </TakePicture>
            <figcaption className="soft small">
              {t('示意：只表示层次，不表示方位和大小', 'Schematic: shows the structure, not place or size')}
            </figcaption>
          </figure>
        )}
        <ul className="members">
          {tops.map((m) => (
            <MemberRow key={m.name.zh} member={m} group={group} data={data} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function MemberRow({ member, group, data }: { member: Member; group: Group; data: PlanView }) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const below = group.members.filter((m) => m.parent === member.name.zh && m !== member);
  const carried = member.commitments.flatMap((id) => data.commitments.find((c) => c.id === id) ?? []);
  return (
    <li>
      <div className="member">
        <span className="member-name">{tx(member.name)}</span>
        {member.detail && <span className="soft">{tx(member.detail)}</span>}
        {member.status && <span className="member-status">{tx(member.status)}</span>}
        {member.light && (
          <span className="member-light">
            <Light light={member.light} bare />
          </span>
        )}
      </div>
      {carried.length > 0 ? (
        <ul className="member-commitments">
          {carried.map((c) => (
            <li key={c.id}>
              <LightMark light={c.light} />{' '}
              <Link
                from="/$jurisdiction/plan"
                to="/$jurisdiction/plan"
                params={{ jurisdiction }}
                search={(s) => ({ ...s, c: c.id })}
              >
                {tx(c.title)}
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        below.length === 0 && (
          <p className="soft small member-none">{t('没有对应的目标任务', 'No commitment carries it')}</p>
        )
      )}
      {below.length > 0 && (
        <ul className="members is-below">
          {below.map((m) => (
            <MemberRow
              key={m.name.zh}
              member={m}
              group={{ ...group, members: group.members.filter((x) => x !== member) }}
              data={data}
            />
          ))}
        </ul>
      )}
    </li>
  );
}
