using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions.Queries;

namespace Platen.Gateway.Api.Accounting;

/// <summary>The whole of a filtered ledger as a CSV file, read and sent page by page.</summary>
internal sealed class LedgerCsv(IQueryGrain queries, LedgerFilter filter) : IResult
{
    public const string MediaType = LedgerTable.MediaType;

    private const int RowsPerPage = 500;

    public async Task ExecuteAsync(HttpContext context)
    {
        // the first page before the first byte: what fails then is still an answer of its own
        var page = await queries.ListLedgerAsync(filter, new PageRequest("", RowsPerPage), context.RequestAborted);
        context.Response.ContentType = MediaType + "; charset=utf-8; header=present";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "ledger.csv" }.ToString();
        await context.Response.WriteAsync(LedgerTable.Head, context.RequestAborted);
        for (var lines = page.Items.Length; ; lines += page.Items.Length)
        {
            await context.Response.WriteAsync(string.Concat(page.Items.Select(LedgerTable.Line)), context.RequestAborted);
            if (page.Next.Length == 0 || lines >= LedgerTable.LinesMax)
            {
                return;
            }

            page = await queries.ListLedgerAsync(filter, new PageRequest(page.Next, RowsPerPage), context.RequestAborted);
        }
    }
}
