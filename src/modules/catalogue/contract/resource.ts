import { z } from 'zod'
import { Role } from '#kernel/identity/define'
import { Item, ItemName, QualityRule } from './items.ts'

export const resourceKinds = ['basic', 'theme', 'department'] as const
/** 基础、主题、部门: the three kinds of the national guide. */
export const ResourceKind = z.enum(resourceKinds)
export type ResourceKind = z.infer<typeof ResourceKind>

export const shareTypes = ['unconditional', 'conditional', 'none'] as const
/** 无条件共享、有条件共享、不予共享. */
export const ShareType = z.enum(shareTypes)
export type ShareType = z.infer<typeof ShareType>

export const shareModes = ['interface', 'file', 'database', 'view'] as const
export const opennesses = ['open', 'conditional', 'closed'] as const

export const cycleUnits = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', 'irregular'] as const
/** How often the provider delivers, and how many hours after a cycle's end a delivery is late. */
export const UpdateCycle = z
  .object({
    every: z.int().min(1).max(1000),
    unit: z.enum(cycleUnits),
    graceHours: z
      .int()
      .min(0)
      .max(24 * 366),
  })
  .meta({ id: 'UpdateCycle' })
export type UpdateCycle = z.infer<typeof UpdateCycle>

/** A post that answers for something: it stays when its holder changes. */
export const ResourcePost = z
  .object({
    org: z.string().min(1).max(100),
    title: z.string().trim().min(1).max(100),
    /** The holder today, by account; null while the post is vacant. */
    account: z.uuid().nullable(),
  })
  .meta({ id: 'ResourcePost' })
export type ResourcePost = z.infer<typeof ResourcePost>

/**
 * A data resource as its provider describes it: the fields of the national guide (GB/T 21063 and the field sheet of
 * the provinces), the items, and the contract that holds when data arrives.
 */
export const Content = z
  .object({
    name: z.string().trim().min(2).max(200),
    kind: ResourceKind,
    /** 类 1 digit, 项 2, 目 3, 细目 of any length; with the serial it makes the code. */
    classification: z.object({
      class: z.string().regex(/^\d$/),
      item: z.string().regex(/^\d{2}$/),
      subitem: z.string().regex(/^\d{3}$/),
      detail: z.string().regex(/^\d{0,10}$/),
    }),
    abstract: z.string().trim().min(2).max(4000),
    /** How it is held at its source: database, spreadsheet, text, image, stream… */
    format: z.string().trim().min(1).max(100),
    keywords: z.array(z.string().trim().min(1).max(50)).max(30).default([]),
    share: z.object({
      type: ShareType,
      /** Whom and what for, where sharing is conditional; the legal ground, where it is refused. */
      condition: z.string().trim().max(2000).default(''),
      mode: z.enum(shareModes).default('interface'),
    }),
    openness: z.object({
      type: z.enum(opennesses),
      condition: z.string().trim().max(2000).default(''),
    }),
    cycle: UpdateCycle,
    /** Code of the resource in another catalogue. */
    relatedCode: z.string().trim().max(100).default(''),
    /** 所有者: answers for what the resource says and who gets it. */
    owner: ResourcePost,
    /** 管理者: keeps the contract and repairs what breaks it. */
    steward: ResourcePost,
    /** `records` are found again by their key and keep a history; `events` only ever grow. */
    shape: z.enum(['records', 'events']),
    items: z.array(Item).min(1).max(500),
    rules: z.array(QualityRule).max(200).default([]),
    /** What the resource covers: rows of other places or times are breaches. */
    scope: z
      .object({
        /** Place paths; empty: no bound. */
        places: z.array(z.string().max(200)).max(200).default([]),
        /** The item that says where a row belongs; row filters by place go by it. */
        placeItem: ItemName.nullable().default(null),
        /** The item that says when what the row tells happened. */
        timeItem: ItemName.nullable().default(null),
        from: z.iso.date().nullable().default(null),
      })
      .default({ places: [], placeItem: null, timeItem: null, from: null }),
    /** What an imported description says and no field here can hold, kept word for word; by the format's name. */
    extensions: z.record(z.string().max(40), z.json()).optional(),
    /** Collected on site by a form; absent: not. */
    form: z
      .object({
        /** What is asked, in this order. */
        items: z.array(ItemName).min(1).max(100),
        /** Whose work it is, in the places of their posts. */
        roles: z.array(Role).min(1).max(10),
        /** The text item that takes the photos; null: none are taken. */
        photoItem: ItemName.nullable().default(null),
        /** Items that another resource holds: filled in from there, by the value of the form's item `from`. */
        sameAs: z
          .record(
            ItemName,
            z.object({ resource: z.uuid(), item: ItemName, keyItem: ItemName, from: ItemName }),
          )
          .optional(),
        /** Items asked by hand although another resource holds them, and why: a look on site that has to be new. */
        again: z.record(ItemName, z.string().trim().min(2).max(500)).optional(),
      })
      .optional(),
  })
  .meta({ id: 'ResourceContent' })
export type Content = z.infer<typeof Content>

export const resourceStates = ['draft', 'published', 'retired'] as const
export const ResourceState = z.enum(resourceStates)
export type ResourceState = z.infer<typeof ResourceState>

/** A resource as the catalogue knows it: its published content, beside what is being prepared. */
export const Resource = z
  .object({
    id: z.uuid(),
    code: z.string(),
    provider: z.string(),
    state: ResourceState,
    /** Number of the published version; 0 before the first. */
    version: z.int(),
    /** Counts changes of whatever kind; an action names the one that it looked at. */
    revision: z.int(),
    content: Content,
    /** What is being prepared; null when it equals what is published. */
    draft: Content.nullable(),
    publishedAt: z.iso.datetime().nullable(),
    retiredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Resource' })
export type Resource = z.infer<typeof Resource>
