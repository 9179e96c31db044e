import { createHash } from 'node:crypto';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Partner } from './partner.entity.js';

/** One of a partner's secrets, by its digest. Two can be live at once, so that rotating refuses nobody. */
@Entity('partner_secrets')
@Index('ix_partner_secrets_partner_id', ['partner'])
export class PartnerSecret {
  @PrimaryGeneratedColumn({ type: 'integer', unsigned: true })
  readonly id!: number;

  @ManyToOne(() => Partner, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'partner_id', foreignKeyConstraintName: 'fk_partner_secrets_partner' })
  partner!: Relation<Partner>;

  @Column({ type: 'varchar', length: 43 })
  digest!: string;

  @Column({ name: 'created_at', type: 'datetime', precision: 3 })
  createdAt!: Date;

  @Column({ name: 'revoked_at', type: 'datetime', precision: 3, nullable: true })
  revokedAt!: Date | null;

  static of(partner: Partner, secret: string, now: Date): PartnerSecret {
    return Object.assign(new PartnerSecret(), {
      partner,
      digest: digestOfSecret(secret),
      createdAt: now,
      revokedAt: null,
    });
  }
}

/** Production secrets have 128 random bits and more, which need no slow hash (SECURITY R43). 43 characters. */
export const digestOfSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');
