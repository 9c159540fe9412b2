import { verify } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { hashPassword, passwordPolicy } from './password.ts';

const refused = (password: string, policy = passwordPolicy('')) =>
  hashPassword(password, 'zhangsan', policy).then(
    () => 'taken',
    (error: { body: { title: { en: string } } }) => error.body.title.en,
  );

describe('a new password', () => {
  it('is kept as argon2id', async () => {
    const kept = await hashPassword('红枫湖 水 清 岸 绿 鱼翔浅底', 'zhangsan');
    expect(kept).toMatch(/^\$argon2id\$/u);
    expect(await verify(kept, '红枫湖 水 清 岸 绿 鱼翔浅底')).toBe(true);
  });
  it.each([
    ['short-one', /at least 12/u],
    ['Zhangsan-2024-secret', /login/u],
    ['Password123456', /common/u],
    ['qwertyqwerty123456', /common/u],
    ['ababababababab', /different/u],
  ])('is refused: %s', async (password, why) => {
    expect(await refused(password)).toMatch(why);
  });
  it('follows the policy of the organisation, never below eight characters', async () => {
    expect(await refused('Kf8-mnop2z', passwordPolicy('10,3'))).toBe('taken');
    expect(await refused('kfmnop-hvzx', passwordPolicy('10,3'))).toMatch(/3 of these kinds/u);
    expect([passwordPolicy('4,1'), passwordPolicy('x'), passwordPolicy('9')]).toEqual([
      { length: 12, classes: 1 },
      { length: 12, classes: 1 },
      { length: 9, classes: 1 },
    ]);
  });
});
