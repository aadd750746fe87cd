using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;

namespace Platen.Gateway.Api.Shared;

/// <summary>The whole of a filtered list as a file of lines, CSV if nothing else is said, read and sent page by page.</summary>
internal sealed class CsvFile<T>(string name, string head, Func<T, string> toLine, Func<PageRequest, CancellationToken, Task<ResultPage<T>>> read, string type = LedgerTable.MediaType + "; charset=utf-8; header=present") : IResult
{
    private const int RowsPerPage = 500;

    public async Task ExecuteAsync(HttpContext context)
    {
        // the first page before the first byte: what fails then is still an answer of its own
        var page = await read(new PageRequest("", RowsPerPage), context.RequestAborted);
        context.Response.ContentType = type;
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
        await context.Response.WriteAsync(head, context.RequestAborted);
        for (var lines = page.Items.Length; ; lines += page.Items.Length)
        {
            await context.Response.WriteAsync(string.Concat(page.Items.Select(toLine)), context.RequestAborted);
            if (page.Next.Length == 0 || lines >= LedgerTable.LinesMax)
            {
                return;
            }

            page = await read(new PageRequest(page.Next, RowsPerPage), context.RequestAborted);
        }
    }
}
