using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Platen.Console.Hosting;

/// <summary>What people see when a page cannot be shown. It needs nothing but the assets, so that it works when the rest does not.</summary>
public static class ProblemPage
{
    /// <summary>Writes the page; the status is set already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="title">What it is.</param>
    /// <param name="detail">What is wrong, and how to mend it.</param>
    public static Task WriteAsync(HttpContext context, string title, string detail)
    {
        var assets = context.RequestServices.GetRequiredService<ConsoleAssets>();
        var (safeTitle, safeDetail) = (HtmlEncoder.Default.Encode(title), HtmlEncoder.Default.Encode(detail));
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{safeTitle} · Platen</title>
              <link rel="stylesheet" href="{assets.Address("tabler.min.css")}">
              <link rel="stylesheet" href="{assets.Address("console.css")}">
            </head>
            <body>
              <main class="container-xl">
                <img class="login-logo" src="{assets.Address("platen.svg")}" alt="">
                <div class="narrow card"><div class="empty-state"><h1>{safeTitle}</h1><p>{safeDetail}</p><a class="btn btn-primary" href="/">To the start</a></div></div>
              </main>
            </body>
            </html>
            """,
            context.RequestAborted);
    }
}
