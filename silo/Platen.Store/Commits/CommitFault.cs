using Npgsql;
using Platen.Domain.Ports;

namespace Platen.Store.Commits;

/// <summary>What a single commit's database error means. Unique keys are checked before anything is written; a violation can only come from a writer that does not hold the tenant's lock.</summary>
internal static class CommitFault
{
    public static void Tell(PendingCommit commit, PostgresException fault)
    {
        var result = fault.SqlState == PostgresErrorCodes.UniqueViolation ? OfConstraint(fault.ConstraintName) : null;
        if (result is null)
        {
            commit.Fail(fault);
        }
        else
        {
            commit.Complete(result);
        }
    }

    private static CommitResult? OfConstraint(string? name) => name switch
    {
        "users_login_key" => NotUnique(UniqueName.LoginName, "the login name"),
        "users_pin_index" => NotUnique(UniqueName.Pin, "the PIN"),
        "user_cards_pkey" => NotUnique(UniqueName.Card, "a card"),
        "queues_raw_port" => NotUnique(UniqueName.RawPort, "the RAW port"),
        "ledger_releases_pkey" => new CommitResult(CommitCode.Duplicate, "the release is in the ledger already"),
        _ => null,
    };

    private static CommitResult NotUnique(UniqueName name, string text) => new(CommitCode.NotUnique, $"{text} belongs to another record") { Taken = name };
}
