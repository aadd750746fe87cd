using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>Narrows what lists are asked for to what the caller may see, whatever was asked (AZ02): others' rows at the sites of the right, and one's own.</summary>
public static class Narrowing
{
    /// <summary>Jobs.</summary>
    public static JobFilter Jobs(JobFilter filter, Actor actor)
    {
        var sites = Rights.SitesOf(actor, Right.ReadJobs);
        return sites switch
        {
            null => filter,
            { IsEmpty: true } => filter with { Owner = actor.UserId, UnclaimedOnly = false },
            { } some => filter with { Sites = some, OrOwner = Rights.Has(actor, Right.OwnJobs) ? actor.UserId : null },
        };
    }

    /// <summary>Ledger entries.</summary>
    public static LedgerFilter Ledger(LedgerFilter filter, Actor actor)
    {
        var sites = Rights.SitesOf(actor, Right.ReadReports);
        return sites switch
        {
            null => filter,
            { IsEmpty: true } => filter with { User = actor.UserId },
            { } some => filter with { Sites = some, OrUser = Rights.Has(actor, Right.OwnLedger) ? actor.UserId : null },
        };
    }
}
