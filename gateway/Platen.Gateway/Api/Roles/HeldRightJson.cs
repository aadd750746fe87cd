namespace Platen.Gateway.Api.Roles;

/// <summary>A right that somebody holds, at which sites and over the members of which groups; neither: everywhere.</summary>
internal sealed record HeldRightJson(string Right, IReadOnlyList<string> Sites, IReadOnlyList<string> Groups);
