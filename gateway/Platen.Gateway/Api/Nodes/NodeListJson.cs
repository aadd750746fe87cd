using System.Collections.Immutable;

namespace Platen.Gateway.Api.Nodes;

/// <summary>The servers, and the version of the gateway that answers.</summary>
internal sealed record NodeListJson(string GatewayVersion, ImmutableArray<NodeJson> Items);
