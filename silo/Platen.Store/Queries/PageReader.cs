using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Ports;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.Queries;

/// <summary>Runs a list's query for one row more than asked for, to know whether there is a next page.</summary>
internal static class PageReader
{
    public static async Task<ResultPage<T>> ReadAsync<TRow, T>(
        StoreDatabase database, string sql, DynamicParameters parameters, int limit, Func<TRow, T> convert, Func<T, string> key, CancellationToken cancellationToken)
    {
        parameters.Add("Limit", limit + 1);
        var rows = (await database.ReadAsync(c => c.QueryAsync<TRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken)).AsList();
        ImmutableArray<T> items = [.. rows.Take(limit).Select(convert)];
        return new ResultPage<T>(items, rows.Count > limit ? key(items[^1]) : "");
    }

    /// <summary>A list of documents.</summary>
    public static async Task<ResultPage<T>> ReadBodiesAsync<T>(
        StoreDatabase database, string from, Where where, string order, PageRequest page, Func<T, string> key, CancellationToken cancellationToken) =>
        await ReadAsync<string, T>(
            database, $"SELECT body::text FROM {from} WHERE {where.Sql} ORDER BY {order} LIMIT @Limit", where.Parameters, PageKey.Limit(page.Limit), StoreJson.Read<T>, key, cancellationToken);
}
