using Platen.Domain.Accounting;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Tenants;

/// <summary>Whether users have credit accounts, and which; in a request, what is left out stays as it is.</summary>
internal sealed record CreditPolicyJson
{
    public bool? Enabled { get; init; }

    /// <summary>Ids of the groups whose members have one; none: everybody has.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>The most that one booking may move, a decimal string.</summary>
    public string? AmountMax { get; init; }

    /// <summary>Since when they are on; read only.</summary>
    public DateTimeOffset? Since { get; init; }

    public static CreditPolicyJson Of(CreditPolicy policy) => new()
    {
        Enabled = policy.Enabled,
        Groups = [.. policy.Groups.Select(group => group.ToString())],
        AmountMax = Money.Format(policy.AmountMaxE4),
        Since = policy.Since,
    };

    public CreditPolicy Over(CreditPolicy former, Input input) => former with
    {
        Enabled = Enabled ?? former.Enabled,
        Groups = Groups is { } groups ? [.. groups.Select((group, at) => input.Id<GroupId>(group, $"credit/groups/{at}", GroupId.TryParse)).Distinct()] : former.Groups,
        AmountMaxE4 = AmountMax is null ? former.AmountMaxE4 : input.Amount(AmountMax, "credit/amountMax"),
    };
}
