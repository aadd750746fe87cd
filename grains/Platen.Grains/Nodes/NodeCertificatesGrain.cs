using System.Collections.Immutable;
using System.Net;
using Orleans.Concurrency;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Nodes;

namespace Platen.Grains.Nodes;

/// <inheritdoc cref="INodeCertificatesGrain"/>
[StatelessWorker]
internal sealed class NodeCertificatesGrain(INodeCertificateAuthority nodes, ICertificateAuthority authority) : Grain, INodeCertificatesGrain
{
    private const int NameCharsMax = 253; // RFC 1035, 2.3.4

    public Task<GatewayCertificates> IssueAsync(IssueGatewayCertificates request, CancellationToken cancellationToken)
    {
        if (Errors(request) is { Length: > 0 } errors)
        {
            return Task.FromResult(new GatewayCertificates { Result = CommandResult.Not(CommandCode.Invalid, errors) });
        }

        try
        {
            return Task.FromResult(new GatewayCertificates
            {
                Result = CommandResult.Done,
                Server = nodes.IssueServer(request.Server.AsSpan(), request.Names).Der,
                Node = request.Node.IsEmpty ? [] : nodes.IssueNode(request.Node.AsSpan()).Der,
                Authority = authority.Certificate,
            });
        }
        catch (FormatException fault)
        {
            return Task.FromResult(new GatewayCertificates { Result = CommandResult.Not(CommandCode.Invalid, fault.Message) });
        }
    }

    private static ImmutableArray<string> Errors(IssueGatewayCertificates request)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (request.Server.Length is 0 or > SiteRules.RequestBytesMax || request.Node.Length > SiteRules.RequestBytesMax)
        {
            errors.Add($"A certificate request has 1 to {SiteRules.RequestBytesMax} bytes.");
        }

        if (request.Names.Length is 0 or > IssueGatewayCertificates.NamesMax)
        {
            errors.Add($"A server certificate has 1 to {IssueGatewayCertificates.NamesMax} names.");
        }

        errors.AddRange(request.Names.Take(IssueGatewayCertificates.NamesMax).Where(name => !IsHost(name)).Select(name => $"'{name}' is neither a host name nor an address."));
        return errors.ToImmutable();
    }

    // a wildcard would speak for other servers too
    private static bool IsHost(string name) => name.Length <= NameCharsMax && (IPAddress.TryParse(name, out _) || Uri.CheckHostName(name) == UriHostNameType.Dns);
}
