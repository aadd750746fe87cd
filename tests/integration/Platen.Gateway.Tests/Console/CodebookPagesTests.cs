using System.Net;
using System.Text.Json;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Console;

/// <summary>AZ07 as an administrator does it: a codebook, codes from pasted lines, and who may use them by their names.</summary>
[Collection(SiloTests.Name)]
public sealed class CodebookPagesTests(SiloHost silo)
{
    private const string Page = "codebooks/costs";

    [Fact]
    public async Task Codebook_IsMadeFilledAndOpened()
    {
        using var browser = await Browser.LogInAsync(silo, "root");
        using var added = await browser.PostAsync("codebooks", ("name", "Cost centres"), ("id", "costs"), ("parent", ""));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect, await added.Content.ReadAsStringAsync());
        using var codes = await browser.PostAsync(Page + "?handler=Add", ("lines", "100;Town hall\r\n200\tWeir & <bridge>\r\n300\r\n"));
        codes.StatusCode.ShouldBe(HttpStatusCode.Redirect, await codes.Content.ReadAsStringAsync());
        var html = await browser.PageAsync(Page);
        html.ShouldContain("Weir &amp; &lt;bridge&gt;");
        html.ShouldContain("Nobody yet");

        using var unknown = await browser.PostAsync(Page + "?handler=Save", ("name", "Cost centres"), ("active", "true"), ("access", "named"), ("accessUsers", "not-a-person"), ("accessGroups", ""));
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("There is no user &#x27;not-a-person&#x27;");
        using var saved = await browser.PostAsync(Page + "?handler=Save", ("name", "Cost centres"), ("active", "true"), ("access", "named"), ("accessUsers", "ROOT"), ("accessGroups", ""));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        (await UsableAsync()).ShouldBe(["100", "200", "300"]);

        using var closed = await browser.PostAsync(Page + "?handler=SetAccess", ("code", "100"), ("code", "200"), ("codeAccess", "named"), ("codeAccessUsers", ""), ("codeAccessGroups", ""));
        closed.StatusCode.ShouldBe(HttpStatusCode.Redirect, await closed.Content.ReadAsStringAsync());
        using var renamed = await browser.PostAsync(Page + "?handler=Add", ("lines", "100;Town hall, new"));
        (await UsableAsync()).ShouldBe(["300"], "a new meaning opens nothing");
        using var followed = await browser.PostAsync(Page + "?handler=Apply", ("code", "100"));
        using var ended = await browser.PostAsync(Page + "?handler=GiveUp", ("code", "300"));
        (await UsableAsync()).ShouldBe(["100"]);
        using var none = await browser.PostAsync(Page + "?handler=GiveUp");
        none.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "nothing was chosen");
        (await browser.PageAsync(Page + "?search=new")).ShouldContain("Town hall, new");
    }

    private async Task<string?[]> UsableAsync()
    {
        await silo.LogInAnewAsync();
        var found = JsonDocument.Parse(await silo.Administrator.GetStringAsync($"api/v1/users/{silo.AdministratorId}/codebooks/costs/codes"));
        return [.. found.RootElement.GetProperty("items").EnumerateArray().Select(code => code.GetProperty("value").GetString())];
    }
}
