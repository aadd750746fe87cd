namespace Platen.Gateway.Api.Tenants;

/// <summary>A conversion to try.</summary>
/// <param name="Sent">What the reader sent.</param>
/// <param name="Rule">The rule; left out: that of the format.</param>
/// <param name="Format">Name of a format of the tenant.</param>
internal sealed record ReaderTestRequest(string? Sent, string? Rule, string? Format)
{
    /// <summary>Without the number.</summary>
    public override string ToString() => nameof(ReaderTestRequest);
}
