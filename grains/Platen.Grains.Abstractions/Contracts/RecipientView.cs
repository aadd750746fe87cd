using Platen.Domain.Contracts;

namespace Platen.Grains.Abstractions.Contracts;

/// <summary>A recipient as it is shown.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.contracts.recipient-view")]
public sealed record RecipientView
{
    /// <summary>The recipient.</summary>
    [Id(0)]
    public required ReportRecipient Recipient { get; init; }

    /// <summary>Whether the address belongs to a user here; null: the asker may not see users, and is not told.</summary>
    [Id(1)]
    public bool? IsUser { get; init; }
}
