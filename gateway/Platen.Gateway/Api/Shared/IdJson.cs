namespace Platen.Gateway.Api.Shared;

/// <summary>The id of what was made.</summary>
internal sealed record IdJson(string Id);
