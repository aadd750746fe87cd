using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Store.Json;

namespace Platen.Store.Audit;

/// <summary>A row of <c>platen.audit_entries</c> as Dapper reads it.</summary>
internal sealed class AuditRow
{
    public const string Columns =
        "chain, position, form, at, actor, origin, action, subject, success, details::text AS Details, previous_hash AS PreviousHash, hash AS Hash";

    public required string Chain { get; init; }

    public required long Position { get; init; }

    public required short Form { get; init; }

    public required DateTime At { get; init; }

    public required string Actor { get; init; }

    public required string Origin { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public required bool Success { get; init; }

    public required string Details { get; init; }

    public required byte[] PreviousHash { get; init; }

    public required byte[] Hash { get; init; }

    public AuditEntry ToEntry() => new()
    {
        At = new DateTimeOffset(At, TimeSpan.Zero),
        Actor = Actor,
        Origin = Origin,
        Action = Action,
        Subject = Subject,
        Success = Success,
        Details = StoreJson.Read<ImmutableSortedDictionary<string, string>>(Details),
    };

    public ChainedAuditEntry ToChained() => new(Chain, Position, ToEntry(), Convert.ToHexStringLower(PreviousHash), Convert.ToHexStringLower(Hash));
}
