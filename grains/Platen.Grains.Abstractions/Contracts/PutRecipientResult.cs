using Platen.Domain.Contracts;

namespace Platen.Grains.Abstractions.Contracts;

/// <summary>How a recipient was recorded.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.contracts.put-recipient-result")]
public sealed record PutRecipientResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The recipient; null: it is not done.</summary>
    [Id(1)]
    public RecipientId? Recipient { get; init; }

    /// <summary>Whether the address belongs to a user here; null: the asker may not see users, and is not told.</summary>
    [Id(2)]
    public bool? IsUser { get; init; }
}
