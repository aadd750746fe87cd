using System.Buffers.Text;
using System.Collections.Specialized;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Browser;

/// <summary>AU28, AU29, AU33 with a real browser: a client is registered in the console, a user agrees, the browser carries the code to a program on the same machine, and the program's token opens REST.</summary>
[Collection(SystemGroup.Name)]
public sealed class OAuthPagesTests(PlatenSystem system, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Program_OnADesktop_IsGivenLeaveInTheBrowser_AndTakenItAway()
    {
        // mutant: the page's policy does not name the program's address, and the browser stops the answer there
        var user = await system.NewUserAsync();
        var admin = await chromium.LogInAsync(system.Administrator, Address("clients/new"));
        var client = $"desktop-{Guid.CreateVersion7():N}"[..20];
        await admin.GetByLabel("Id", new() { Exact = true }).FillAsync(client);
        await admin.GetByLabel("Name", new() { Exact = true }).FillAsync("Desktop client");
        await admin.GetByLabel("Proves itself by").SelectOptionAsync("none");
        await admin.Locator("input[name=grant][value=authorization_code]").CheckAsync();
        await admin.Locator("input[name=grant][value=refresh_token]").CheckAsync();
        await admin.GetByLabel("Redirect addresses").FillAsync("http://127.0.0.1/answer");
        await admin.Locator("input[name=scope][value=own-jobs]").CheckAsync();
        await Pictures.TakeAsync(admin, "console-client-new");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await admin.GetByText("Added.").WaitForAsync();
        await Pictures.TakeAsync(admin, "console-client");
        await admin.GotoAsync(Address("clients"));
        await Pictures.TakeAsync(admin, "console-clients");

        using var program = new HttpListener();
        var redirect = $"http://127.0.0.1:{FreePort()}/answer";
        program.Prefixes.Add(redirect + "/");
        program.Start();
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var browser = await chromium.LogInAsync(user, Address($"oauth2/authorize?response_type=code&client_id={client}&redirect_uri={Uri.EscapeDataString(redirect)}&scope=own-jobs&state=s1&code_challenge={challenge}&code_challenge_method=S256"));
        await browser.GetByText("wants to act with your name").WaitForAsync();
        await Pictures.TakeAsync(browser, "portal-consent");
        var answer = AnswerAsync(program);
        await browser.GetByRole(AriaRole.Button, new() { Name = "Allow", Exact = true }).ClickAsync();
        var told = await answer.WaitAsync(TimeSpan.FromSeconds(20));
        told["state"].ShouldBe("s1");

        using var http = Http();
        var tokens = await TokensAsync(http, ("grant_type", "authorization_code"), ("client_id", client), ("code", told["code"]!), ("redirect_uri", redirect), ("code_verifier", verifier));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        (await http.GetAsync("api/v1/jobs")).StatusCode.ShouldBe(HttpStatusCode.OK);

        await browser.GotoAsync(Address("profile"));
        await browser.GetByText("Programs with leave to act").WaitForAsync();
        await Pictures.TakeAsync(browser, "portal-programs");
        await browser.GetByRole(AriaRole.Button, new() { Name = "Take it away" }).ClickAsync();
        await browser.GetByText("The program may not act any more").WaitForAsync();
        (await http.GetAsync("api/v1/jobs")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // what the browser brings to the program; the browser's click ends with the program's page
    private static async Task<NameValueCollection> AnswerAsync(HttpListener program)
    {
        var context = await program.GetContextAsync();
        context.Response.Close("Go back to the program."u8.ToArray(), willBlock: true);
        return context.Request.QueryString;
    }

    private static async Task<JsonElement> TokensAsync(HttpClient http, params (string Name, string Value)[] fields)
    {
        using var answer = await http.PostAsync("oauth2/token", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private HttpClient Http()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(system.Endpoints.ServerCertificate);
        return new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } }) { BaseAddress = system.Endpoints.Console };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Address(string path) => new Uri(system.Endpoints.Console, path).ToString();
}
