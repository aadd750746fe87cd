namespace Platen.Gateway.Api.Users;

/// <summary>An ID card.</summary>
/// <param name="Number">The number as the reader sends it.</param>
internal sealed record CardRequest(string? Number)
{
    /// <summary>Without the number.</summary>
    public override string ToString() => nameof(CardRequest);
}
