namespace Platen.Grains.Abstractions.OAuth;

/// <summary>How <see cref="PutClient"/> ended.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.put-client-result")]
public sealed record PutClientResult
{
    /// <summary>Whether it is done.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The new secret, to be shown once; null: none was made.</summary>
    [Id(1)]
    public string? Secret { get; init; }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(PutClientResult)} {{ {Result.Code} }}";
}
