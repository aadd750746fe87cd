using System.Collections.Immutable;

namespace Platen.Protocols.Ipp;

/// <summary>An IPP request or response without its document data (RFC 8010 section 3.1.1).</summary>
public sealed class IppMessage
{
    /// <summary>Makes a message.</summary>
    /// <param name="header">Version, operation or status, request-id.</param>
    /// <param name="groups">The attribute groups in their order.</param>
    public IppMessage(IppHeader header, ImmutableArray<IppAttributeGroup> groups)
    {
        Header = header;
        Groups = groups.IsDefault ? [] : groups;
    }

    /// <summary>Version, operation or status, request-id.</summary>
    public IppHeader Header { get; }

    /// <summary>The attribute groups in their order.</summary>
    public ImmutableArray<IppAttributeGroup> Groups { get; }

    /// <summary>The version-number.</summary>
    public IppVersion Version => Header.Version;

    /// <summary>The request-id.</summary>
    public int RequestId => Header.RequestId;

    /// <summary>The code of a request.</summary>
    public IppOperation Operation => (IppOperation)Header.Code;

    /// <summary>The code of a response.</summary>
    public IppStatus Status => (IppStatus)Header.Code;

    /// <summary>Whether a response tells of success (0x0000 to 0x00FF).</summary>
    public bool IsSuccess => Header.Code <= 0x00FF;

    /// <summary>The operation attributes; empty if there is no such group.</summary>
    public IppAttributeGroup OperationAttributes => Find(IppTag.OperationAttributes) ?? IppAttributeGroup.EmptyOperation;

    /// <summary>The first group of that kind, or null.</summary>
    public IppAttributeGroup? Find(IppTag group)
    {
        foreach (var candidate in Groups)
        {
            if (candidate.Tag == group)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>All groups of that kind, such as one job group per job of Get-Jobs.</summary>
    public IEnumerable<IppAttributeGroup> FindAll(IppTag group) => Groups.Where(candidate => candidate.Tag == group);

    /// <summary>Whether this response answers <paramref name="request"/>: it carries its request-id (RFC 8011 section 4.1.1).</summary>
    public bool Answers(IppMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RequestId == request.RequestId;
    }
}
