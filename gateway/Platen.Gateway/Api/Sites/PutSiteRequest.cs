namespace Platen.Gateway.Api.Sites;

/// <summary>A site's settings.</summary>
/// <param name="Name">The name for people, 1 to 200 characters.</param>
internal sealed record PutSiteRequest(string? Name);
