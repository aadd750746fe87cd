using System.Collections.Immutable;
using Platen.Domain.Codebooks;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Codebooks and codes of the record (AZ07). They are written by commits: <see cref="CodebookChange"/>, <see cref="CodeChange"/>.</summary>
public interface ICodebookRecords
{
    /// <summary>All codebooks of the tenant, those that are given up too; <see cref="CodebookRules.CodebooksMax"/> at most.</summary>
    Task<ImmutableArray<Codebook>> AllAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Codes of a codebook; values that it has not are left out.</summary>
    Task<ImmutableArray<Code>> FindAsync(TenantId tenant, CodebookId codebook, IReadOnlyCollection<string> values, CancellationToken cancellationToken);

    /// <summary>How many codes a codebook has, those that are given up too.</summary>
    Task<int> CountAsync(TenantId tenant, CodebookId codebook, CancellationToken cancellationToken);

    /// <summary>The codes of a codebook by value, those that are given up too.</summary>
    Task<ResultPage<Code>> ListAsync(TenantId tenant, CodebookId codebook, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The codes of a codebook that the user may use, by value.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="codebook">Of which codebook.</param>
    /// <param name="user">By whom.</param>
    /// <param name="inherits">Whether the user may use the codebook, and with it the codes that say nothing themselves.</param>
    /// <param name="search">A part of value or text; empty: any.</param>
    /// <param name="page">Which part of the list.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ResultPage<Code>> ListUsableAsync(TenantId tenant, CodebookId codebook, User user, bool inherits, string search, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The codebooks with a code that names the user, a group of the user, or everybody.</summary>
    Task<ImmutableArray<CodebookId>> WithOwnCodesAsync(TenantId tenant, User user, CancellationToken cancellationToken);
}
