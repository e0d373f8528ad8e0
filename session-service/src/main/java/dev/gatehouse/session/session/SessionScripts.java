package dev.gatehouse.session.session;

import dev.gatehouse.common.script.Script;

/**
 * What happens to sessions in Redis, each as one step. Keys of sessions are found by way of the index, so all of them have to
 * be on one server.
 */
final class SessionScripts {
    /** The index' entry of a session is the rest of its key, and then when it was opened. */
    private static final String KEY_OF = """
            local function key_of(entry) return 'session:' .. string.sub(entry, 1, 43) end
            local function last_until(index, ms)
                if redis.call('PTTL', index) < tonumber(ms) then redis.call('PEXPIRE', index, ms) end
            end
            local function digest_of(key) return string.sub(key, 9, 51) end
            local function to_tell(ending, sid, said, digest)
                redis.call('HSET', ending, sid, said)
                redis.call('SET', 'session:left:' .. digest, sid, 'EX', 86400)
            end
            """;

    /**
     * Keys: the session's, its index, the ending, the mark, and where the browser had another: that one's, its index.
     * Arguments: session, ms that it may lie unused, ms that it may last, sid, entry, when its sign-in began, how many a user
     * may have, what the ending says of the user's, and of the other: sid, what the ending says of it. Answers the sids
     * that ended of the user's own, or nothing where the user was signed out everywhere since that sign-in.
     */
    static final Script OPEN = Script.of(KEY_OF + """
            local mark = redis.call('GET', KEYS[4])
            if mark and tonumber(mark) >= tonumber(ARGV[6]) then return false end
            redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            redis.call('HSET', KEYS[2], ARGV[4], ARGV[5])
            last_until(KEYS[2], ARGV[3])
            if KEYS[5] then
                if redis.call('DEL', KEYS[5]) == 1 then
                    redis.call('HDEL', KEYS[6], ARGV[9])
                    to_tell(KEYS[3], ARGV[9], ARGV[10], digest_of(KEYS[5]))
                end
            end
            local over = redis.call('HLEN', KEYS[2]) - tonumber(ARGV[7])
            if over <= 0 then return {} end
            local all = redis.call('HGETALL', KEYS[2])
            local live = {}
            for i = 1, #all, 2 do
                if redis.call('EXISTS', key_of(all[i + 1])) == 0 then
                    redis.call('HDEL', KEYS[2], all[i])
                    over = over - 1
                elseif all[i] ~= ARGV[4] then
                    table.insert(live, {all[i], key_of(all[i + 1]), tonumber(string.sub(all[i + 1], 44))})
                end
            end
            table.sort(live, function(one, other) return one[3] < other[3] end)
            local gone = {}
            for i = 1, math.min(over, #live) do
                redis.call('DEL', live[i][2])
                redis.call('HDEL', KEYS[2], live[i][1])
                to_tell(KEYS[3], live[i][1], ARGV[8], digest_of(live[i][2]))
                table.insert(gone, live[i][1])
            end
            return gone
            """);

    /**
     * Keys: the session's of old, the new, the index, the ending. Arguments: session, ms that it may lie unused, ms that it
     * may last, sid, entry, the old cookie's name, what the ending says. Whether the old one was still there.
     */
    static final Script RENEW = Script.of(KEY_OF + """
            local old = redis.call('GET', KEYS[1])
            if not old or cjson.decode(old)[2] ~= ARGV[4] then return 0 end
            redis.call('DEL', KEYS[1])
            redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
            redis.call('HSET', KEYS[3], ARGV[4], ARGV[5])
            last_until(KEYS[3], ARGV[3])
            redis.call('HSET', KEYS[4], ARGV[6], ARGV[7])
            return 1
            """);

    /**
     * Keys: the session's, its index. Arguments: the session as it was read, as it is to be, ms that it may lie unused, ms
     * that it may last, sid, entry. The index is there as long as the session, however long that was meant to last at first.
     */
    static final Script TOUCH = Script.of(KEY_OF + """
            if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
            redis.call('HSET', KEYS[2], ARGV[5], ARGV[6])
            last_until(KEYS[2], ARGV[4])
            return 1
            """);

    /**
     * Keys: the index, the ending, and perhaps that of a session that the browser shows. Arguments: sid, what the ending
     * says, the user. 2 where it ended now, 1 where it has ended and somebody is still to be told, 0 where it is not there.
     */
    static final Script END = Script.of(KEY_OF + """
            local gone = nil
            local entry = redis.call('HGET', KEYS[1], ARGV[1])
            if entry then
                redis.call('HDEL', KEYS[1], ARGV[1])
                if redis.call('DEL', key_of(entry)) == 1 then gone = key_of(entry) end
            end
            local shown = KEYS[3] and redis.call('GET', KEYS[3])
            if shown and cjson.decode(shown)[2] == ARGV[1] then
                redis.call('DEL', KEYS[3])
                gone = KEYS[3]
            end
            if gone then
                to_tell(KEYS[2], ARGV[1], ARGV[2], digest_of(gone))
                return 2
            end
            local before = redis.call('HGET', KEYS[2], ARGV[1])
            return before and string.sub(before, 1, 36) == ARGV[3] and 1 or 0
            """);

    /**
     * Keys: the index, the ending, the mark. Arguments: a sid that stays or nothing, what the ending says, and where no
     * sign-in of before counts from now on: ms for which that is remembered. Answers the sids that ended.
     */
    static final Script END_ALL = Script.of(KEY_OF + """
            local all = redis.call('HGETALL', KEYS[1])
            local gone = {}
            for i = 1, #all, 2 do
                if all[i] ~= ARGV[1] then
                    redis.call('HDEL', KEYS[1], all[i])
                    if redis.call('DEL', key_of(all[i + 1])) == 1 then
                        to_tell(KEYS[2], all[i], ARGV[2], digest_of(key_of(all[i + 1])))
                        table.insert(gone, all[i])
                    end
                end
            end
            if ARGV[3] then
                local now = redis.call('TIME')
                redis.call('SET', KEYS[3], string.format('%.0f', now[1] * 1000000 + now[2]), 'PX', ARGV[3])
            end
            return gone
            """);

    /** Key: the index. The user's sessions; the index forgets those that are over. */
    static final Script LIST = Script.of(KEY_OF + """
            local all = redis.call('HGETALL', KEYS[1])
            local live = {}
            for i = 1, #all, 2 do
                local session = redis.call('GET', key_of(all[i + 1]))
                if session then table.insert(live, session) else redis.call('HDEL', KEYS[1], all[i]) end
            end
            return live
            """);

    private SessionScripts() {}
}
