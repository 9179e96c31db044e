import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What a partner may call. */
export const partnerScopes = ['signup', 'internal:register'] as const;
export type PartnerScope = (typeof partnerScopes)[number];

/** The platforms a person can register for (seed 001; ONAPPS by its sample). */
export const platforms = ['ONMART', 'ONMARKET', 'OSAS', 'ONAPPS'] as const;
export type Platform = (typeof platforms)[number];

/** Which routes a partner may call, and for which platforms. */
export interface PartnerRights {
  readonly scopes: readonly PartnerScope[];
  readonly platforms: readonly Platform[];
}

const everything: PartnerRights = { scopes: partnerScopes, platforms };

/** A back end that calls with Basic credentials. */
@Entity('partners')
@Index('ux_partners_name', ['name'], { unique: true })
export class Partner {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  readonly id!: number;

  @Column({ type: 'varchar', length: 64 })
  name!: string;

  @Column({ type: 'simple-json' })
  scopes!: PartnerScope[];

  @Column({ type: 'simple-json' })
  platforms!: Platform[];

  @Column({ name: 'is_active', type: 'boolean' })
  isActive!: boolean;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt!: Date;

  /** Without `rights`: every scope and platform. */
  static enrol(name: string, now: Date, rights = everything): Partner {
    return Object.assign(new Partner(), {
      name,
      scopes: [...rights.scopes],
      platforms: [...rights.platforms],
      isActive: true,
      createdAt: now,
    });
  }

  may(scope: PartnerScope): boolean {
    return this.scopes.includes(scope);
  }

  serves(platform: string): boolean {
    return (this.platforms as string[]).includes(platform);
  }
}
