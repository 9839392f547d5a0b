namespace BloomCoin.Storage;

/// <summary>Statements on scores and bans, which SQLite and PostgreSQL read alike.</summary>
internal static class ReputationSql
{
    public const string SelectScore = "SELECT address, score, scored FROM reputation WHERE address = @address";

    public const string SelectScores = "SELECT address, score, scored FROM reputation ORDER BY scored DESC, address LIMIT @count";

    public const string UpsertScore = """
        INSERT INTO reputation (address, score, scored) VALUES (@address, @score, @scored)
        ON CONFLICT (address) DO UPDATE SET score = excluded.score, scored = excluded.scored
        """;

    public const string DeleteOldScores = "DELETE FROM reputation WHERE scored < @before";

    /// <summary>The oldest scores beyond a number.</summary>
    public const string DeleteSurplusScores =
        "DELETE FROM reputation WHERE address IN (SELECT address FROM reputation ORDER BY scored DESC, address LIMIT 1000000 OFFSET @keep)";

    public const string SelectBans =
        "SELECT address, since, until, reason, is_manual FROM ban WHERE until > @after ORDER BY until DESC, address LIMIT @count";

    public const string UpsertBan = """
        INSERT INTO ban (address, since, until, reason, is_manual) VALUES (@address, @since, @until, @reason, @manual)
        ON CONFLICT (address) DO UPDATE
        SET since = excluded.since, until = excluded.until, reason = excluded.reason, is_manual = excluded.is_manual
        """;

    public const string DeleteBan = "DELETE FROM ban WHERE address = @address";
}
