using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Domain.Accounting;

/// <summary>Whether users have credit accounts, and which (AC02). Off as shipped: then nothing is debited and nothing of it is shown. What is in the accounts stays.</summary>
public sealed record CreditPolicy
{
    /// <summary>Most groups that can be named.</summary>
    public const int GroupsMax = 50;

    /// <summary>Whether there are credit accounts.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whose members have one; none: everybody has.</summary>
    public ImmutableArray<GroupId> Groups { get; init; } = [];

    /// <summary>The most that one recharge or correction may move, in ten-thousandths of the currency unit.</summary>
    public long AmountMaxE4 { get; init; } = 1_000 * CreditRules.UnitE4;

    /// <summary>Since when they are on: what was printed before is not debited. Set by the server; null: they are off.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether the user has an account now.</summary>
    public bool Includes(User user) => Enabled && (Groups.IsEmpty || user.Groups.Any(Groups.Contains));

    /// <summary>The same as it is kept: with the list of the former one where it says the same, so that both compare as equal, and with the moment of switching on.</summary>
    public CreditPolicy Over(CreditPolicy former, DateTimeOffset now) => this with
    {
        Groups = Groups.SequenceEqual(former.Groups) ? former.Groups : Groups,
        Since = !Enabled ? null : former.Enabled ? former.Since : now,
    };

    /// <summary>As the audit log writes it.</summary>
    public override string ToString() => Enabled ? $"on for {(Groups.IsEmpty ? "everybody" : string.Join(" ", Groups))}, {Money.Format(AmountMaxE4)} at once" : "off";
}
