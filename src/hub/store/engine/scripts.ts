/**
 * What the engine does in one step of its own (Lua). A team is rows in hashes, a counter `seq` of its commits, and a
 * log of which rows each commit touched. Whoever commits says which `seq` the decision was made on; if another node
 * was faster nothing happens, and the decision is made again on what is there now.
 */

/** KEYS: head, log, leases. ARGV: prefix, channel, team, seq, rev, news, now, n, n lapsed members, then table, field, value… */
export const COMMIT = `
local seq = redis.call('HGET', KEYS[1], 'seq') or '0'
if seq ~= ARGV[4] then return {'conflict'} end
local lapsed = tonumber(ARGV[8])
for i = 1, lapsed do
  local lease = redis.call('ZSCORE', KEYS[3], ARGV[8 + i])
  if lease and tonumber(lease) > tonumber(ARGV[7]) then return {'alive'} end
end
for i = 1, lapsed do redis.call('ZREM', KEYS[3], ARGV[8 + i]) end
local touched, removed = {}, false
for at = 9 + lapsed, #ARGV, 3 do
  local tab, field, value = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  if value == '' then redis.call('HDEL', ARGV[1] .. tab, field)
  else redis.call('HSET', ARGV[1] .. tab, field, value) end
  if tab == 'token' or tab == 'invite' then
    if value == '' then redis.call('HDEL', 'tl:' .. tab .. 's', field)
    else redis.call('HSET', 'tl:' .. tab .. 's', field, ARGV[3]) end
  end
  if tab == 'team' then
    removed = value == ''
    redis.call(removed and 'SREM' or 'SADD', 'tl:teams', ARGV[3])
  end
  touched[#touched + 1] = tab
  touched[#touched + 1] = field
end
if removed then redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
else
  local id = string.format('%d-0', tonumber(seq) + 1)
  redis.call('HSET', KEYS[1], 'seq', string.format('%d', tonumber(seq) + 1), 'rev', ARGV[5])
  if #touched == 0 or #touched > 1000 then touched = {'all', '1'} end
  redis.call('XADD', KEYS[2], 'MAXLEN', '~', '4096', id, unpack(touched))
end
redis.call('PUBLISH', ARGV[2], ARGV[6])
return {'done'}
`

/** KEYS: head, log. ARGV: prefix, the last known seq. Answers seq, rev, and the rows touched since or `all`. */
export const SINCE = `
local seq = redis.call('HGET', KEYS[1], 'seq')
if not seq then return {'gone'} end
local rev, known = redis.call('HGET', KEYS[1], 'rev'), tonumber(ARGV[2])
if tonumber(seq) == known then return {seq, rev, {}} end
if tonumber(seq) < known then return {'back', seq} end
local from = string.format('%d-0', known + 1)
local log = redis.call('XRANGE', KEYS[2], from, '+')
if #log == 0 or log[1][1] ~= from then return {seq, rev, 'all'} end
local seen, rows = {}, {}
for _, entry in ipairs(log) do
  for i = 1, #entry[2], 2 do
    local tab, field = entry[2][i], entry[2][i + 1]
    if tab == 'all' then return {seq, rev, 'all'} end
    local name = tab .. ' ' .. field
    if not seen[name] then
      seen[name] = true
      rows[#rows + 1] = tab
      rows[#rows + 1] = field
      rows[#rows + 1] = redis.call('HGET', ARGV[1] .. tab, field) or ''
    end
  end
end
return {seq, rev, rows}
`

/** KEYS: head, log. ARGV: prefix, channel, team, known seq, known rev, the team's new row, news. Only the first node does it. */
export const REVIVE = `
local seq = redis.call('HGET', KEYS[1], 'seq')
if not seq or tonumber(seq) >= tonumber(ARGV[4]) then return 0 end
redis.call('HSET', ARGV[1] .. 'team', ARGV[3], ARGV[6])
redis.call('HSET', KEYS[1], 'seq', string.format('%d', tonumber(ARGV[4]) + 1000), 'rev', string.format('%d', tonumber(ARGV[5]) + 1000))
redis.call('DEL', KEYS[2])
redis.call('PUBLISH', ARGV[2], ARGV[7])
return 1
`

/** KEYS: leases. ARGV: until, then members. Prolongs those that are there, answers those that are not. */
export const RENEW = `
local missing = {}
for i = 2, #ARGV do
  if redis.call('ZSCORE', KEYS[1], ARGV[i]) then redis.call('ZADD', KEYS[1], 'GT', ARGV[1], ARGV[i])
  else missing[#missing + 1] = ARGV[i] end
end
return missing
`
