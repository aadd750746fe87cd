namespace Platen.Grains.Abstractions.Tokens;

/// <summary>How <see cref="CreateToken"/> ended.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.tokens.create-token-result")]
public sealed record CreateTokenResult
{
    /// <summary>Whether it is done.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The token, to be shown once; null: none was made.</summary>
    [Id(1)]
    public string? Token { get; init; }

    /// <summary>When it ends.</summary>
    [Id(2)]
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(CreateTokenResult)} {{ {Result.Code} }}";
}
