/** The schema in the docs is made from the one that the hub reads with: `npx vitest run -u tests/hub/schema.test.ts`. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import {
  ErrorReply,
  InviteReply,
  InviteRequest,
  JoinReply,
  JoinRequest,
  TEAM_DOORS,
} from '../../src/core/sync/doors.ts'
import { ClientFrame, HubFrame } from '../../src/core/sync/protocol.ts'

const schemaOf = (type: z.ZodType): unknown => {
  const { $schema, ...schema } = z.toJSONSchema(type, { io: 'input', reused: 'inline' })
  expect($schema).toContain('2020-12')
  return schema
}

test('docs/protocol.schema.json is current', async () => {
  const doors = Object.entries(TEAM_DOORS).map(([path, { ask, reply }]) => [
    `POST ${path}`,
    { request: schemaOf(ask), reply: schemaOf(reply) },
  ])
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'tideline.v1',
    description: 'What clients say, what hubs say, and what is asked over plain HTTP; protocol.md tells the story.',
    $defs: {
      client: schemaOf(ClientFrame),
      hub: schemaOf(HubFrame),
      error: schemaOf(ErrorReply),
      http: {
        'POST /v1/join': { request: schemaOf(JoinRequest), reply: schemaOf(JoinReply) },
        'POST /v1/invites': { request: schemaOf(InviteRequest), reply: schemaOf(InviteReply) },
        ...Object.fromEntries(doors),
      },
    },
  }
  await expect(`${JSON.stringify(schema, null, 1)}\n`).toMatchFileSnapshot('../../docs/protocol.schema.json')
})
