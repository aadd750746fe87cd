namespace Platen.Gateway.Api.Jobs;

/// <summary>Gives an unclaimed job to a user.</summary>
/// <param name="User">The user's id.</param>
internal sealed record ClaimRequest(string? User);
