/**
 * Products and technologies that a company uses and that its job postings name, by category. Public names, reviewed
 * by hand; general knowledge, not complete. `=` brings other ways to write a name. A name behind `?` is an everyday
 * word or a name of something else, and counts only beside a word for using it or beside another technology.
 */
const byCategory: Readonly<Record<string, string>> = {
  crm: `Salesforce=Salesforce.com=SFDC=Sales Cloud, HubSpot=Hubspot, Microsoft Dynamics=Dynamics 365=Dynamics CRM=MS Dynamics,
    Pipedrive, Zoho CRM, SugarCRM, ?Copper CRM, Veeva, ?Close CRM, Freshsales`,
  'sales engagement': `?Outreach=Outreach.io, Salesloft=SalesLoft, ?Gong=Gong.io, Chorus.ai, ?Clari, Apollo.io, ZoomInfo=Zoominfo,
    LinkedIn Sales Navigator=Sales Navigator, Cognism, Lusha, Highspot, Seismic, Showpad, Mindtickle, LeanData, Chili Piper, 6sense,
    Demandbase, Bombora, Clearbit, Orum, Nooks, ?Clay, CaptivateIQ, Xactly, ?Groove`,
  'quote and contract': `Salesforce CPQ, DealHub, PandaDoc, DocuSign=Docusign, Ironclad, Conga, Icertis`,
  marketing: `Marketo, Pardot, Eloqua, Mailchimp, Klaviyo, Braze, Iterable, Customer.io, ActiveCampaign, Salesforce Marketing Cloud=Marketing Cloud,
    Google Ads=AdWords, Google Analytics=GA4, Adobe Analytics, Adobe Experience Manager=AEM, Optimizely, Contentful, WordPress=Wordpress, Webflow,
    Drupal, Semrush=SEMrush, Ahrefs, Hootsuite, Sprout Social, Unbounce, Mutiny, ?Drift, Qualified.com, Hotjar, Bizible`,
  'customer service': `Zendesk, ?Intercom, Freshdesk, ServiceNow, Service Cloud=Salesforce Service Cloud, Gainsight, ChurnZero, Totango, ?Catalyst CS,
    Genesys, Five9, Talkdesk, NICE CXone, Twilio, Kustomer, Gladly, Aircall, RingCentral, Dialpad, Qualtrics, Medallia`,
  'product analytics': `?Amplitude, Mixpanel, ?Heap, ?Pendo, FullStory=Fullstory, PostHog, ?Segment=Segment.io=Twilio Segment, mParticle, RudderStack, LaunchDarkly,
    Statsig, Snowplow, Appcues, WalkMe, Userpilot`,
  'data platform': `Snowflake, Databricks, BigQuery=Google BigQuery, Redshift=Amazon Redshift, Azure Synapse=Synapse Analytics, Microsoft Fabric, dbt,
    Fivetran, Airbyte, Matillion, Informatica, Talend, Alteryx, Stitch Data, Airflow=Apache Airflow, Dagster, ?Prefect, Kafka=Apache Kafka, Confluent, Apache Spark=PySpark=Spark SQL,
    Apache Flink=Flink, Hadoop, Hive=Apache Hive, Presto, Trino, Delta Lake, Apache Iceberg=Iceberg tables, Great Expectations, Monte Carlo Data, Collibra, Alation, Atlan, Hightouch,
    Census reverse ETL, SSIS, AWS Glue, Kinesis=Amazon Kinesis`,
  'business intelligence': `Tableau, Power BI=PowerBI, Looker, Qlik=Qlik Sense=QlikView, ThoughtSpot, Sigma Computing, ?Mode Analytics, Metabase, Superset=Apache Superset, Domo, MicroStrategy,
    SAP BusinessObjects=BusinessObjects, Cognos=IBM Cognos, SAS Enterprise=SAS Viya, Looker Studio=Google Data Studio`,
  database: `PostgreSQL=Postgres, MySQL, MongoDB, Redis, Elasticsearch=ElasticSearch, OpenSearch, Cassandra=Apache Cassandra, DynamoDB, Oracle Database=Oracle DB, SQL Server=MSSQL=MS SQL, Neo4j,
    ClickHouse, CockroachDB, MariaDB, InfluxDB, TimescaleDB, Cosmos DB=CosmosDB, Couchbase, SingleStore, Pinecone, Weaviate, pgvector, Supabase, Firebase, Teradata, Vertica`,
  cloud: `AWS=Amazon Web Services, Azure=Microsoft Azure, Google Cloud=GCP=Google Cloud Platform, Oracle Cloud=OCI, IBM Cloud, DigitalOcean, Cloudflare, Akamai, Fastly, Vercel, Netlify, Heroku, VMware=VMWare, OpenStack, Nutanix`,
  'infrastructure and delivery': `Kubernetes=K8s, Docker, Terraform, Ansible, ?Puppet, ?Chef, Helm charts, Jenkins, GitHub Actions, GitHub=Github, GitLab=Gitlab, Bitbucket, CircleCI, ArgoCD=Argo CD, Spinnaker, Pulumi, Istio, HashiCorp Vault, OpenShift,
    Azure DevOps, TeamCity, Bamboo CI, JFrog=Artifactory, SonarQube, Backstage.io`,
  observability: `Datadog=DataDog, New Relic, Splunk, Grafana, Prometheus, Dynatrace, AppDynamics, ?Sentry, PagerDuty, Opsgenie, Honeycomb.io, Elastic Stack=ELK, Kibana, OpenTelemetry, Sumo Logic, Nagios`,
  language: `Python, Java, JavaScript=Javascript, TypeScript=Typescript, ?Go=Golang, ?Rust, ?Ruby, ?Swift, Kotlin, Scala, PHP, C#, C++, .NET=.NET Core=ASP.NET, Elixir, Clojure, Haskell, ?Perl, COBOL, ABAP, Apex code, MATLAB, Objective-C`,
  framework: `?React=React.js=ReactJS, React Native, ?Angular=AngularJS, Vue.js=VueJS, Next.js=NextJS, Node.js=NodeJS, Django, ?Flask, FastAPI, Ruby on Rails, ?Rails, Spring Boot, Laravel, Symfony, ?Flutter, GraphQL, gRPC, Svelte, PyTorch, TensorFlow,
    scikit-learn, LangChain, Hugging Face=HuggingFace, Playwright, ?Cypress, Selenium, Storybook`,
  'artificial intelligence': `OpenAI, Azure OpenAI, Anthropic, ChatGPT, GitHub Copilot, Amazon Bedrock=AWS Bedrock, Vertex AI, SageMaker=Amazon SageMaker, MLflow, Kubeflow, Weights & Biases, DataRobot, UiPath, Automation Anywhere, Blue Prism`,
  erp: `SAP=SAP ERP, SAP S/4HANA=S/4HANA=S/4 HANA, NetSuite=Netsuite=Oracle NetSuite, Oracle ERP=Oracle Fusion=Oracle EBS=Oracle E-Business Suite, Dynamics NAV=Business Central=Dynamics 365 Business Central, ?Infor, ?Epicor, Acumatica, Odoo, ?Sage Intacct, Sage X3, IFS Cloud, Syspro, JD Edwards, Workday Financials`,
  finance: `QuickBooks=Quickbooks, ?Xero, DATEV, Coupa, SAP Ariba=Ariba, SAP Concur=Concur, Expensify, ?Brex, ?Ramp, Bill.com, Tipalti, Airbase, Stripe, Adyen, Chargebee, Zuora, Recurly, Avalara, Vertex tax, BlackLine, FloQast, Anaplan, Adaptive Insights=Workday Adaptive, Pigment,
    Hyperion=Oracle Hyperion, OneStream, Kyriba, Carta, Plaid, Braintree`,
  people: `?Workday, SAP SuccessFactors=SuccessFactors, ADP Workforce=ADP, BambooHR, Rippling, ?Gusto, ?Deel, Personio, HiBob, UKG=UltiPro=Kronos, Paylocity, Paycom, Ceridian=Dayforce, ?Greenhouse, ?Lever, Ashby ATS, SmartRecruiters, iCIMS, Taleo, Workable ATS, LinkedIn Recruiter, Lattice HR,
    Culture Amp, 15Five, Cornerstone OnDemand, Docebo, Gem recruiting, Remote.com`,
  security: `Okta, Auth0, Microsoft Entra=Entra ID=Azure AD=Azure Active Directory, Active Directory, CrowdStrike=Crowdstrike, SentinelOne, Palo Alto Networks=Prisma Cloud, Zscaler, Fortinet=FortiGate, Check Point, Tenable=Nessus, Qualys, Rapid7, ?Snyk, ?Wiz, Lacework, Proofpoint, Mimecast, KnowBe4, Darktrace,
    CyberArk, SailPoint, BeyondTrust, 1Password, Duo Security, Vanta, Drata, OneTrust, Netskope, Burp Suite, Veracode, Checkmarx, Microsoft Sentinel=Azure Sentinel, QRadar, Intune=Microsoft Intune, Jamf, Carbon Black, Arctic Wolf, HackerOne`,
  work: `Jira=JIRA, Confluence, Asana, Monday.com=monday.com, Trello, ?Notion, ?Slack, Microsoft Teams=MS Teams, SharePoint=Sharepoint, Microsoft 365=Office 365=O365, Google Workspace=G Suite, ?Zoom, Miro, Figma, ?Sketch, Adobe Creative Cloud=Creative Cloud, Canva, Airtable, Smartsheet, ClickUp, ?Linear, Basecamp, Wrike, ?Box=Box.com,
    Dropbox, Loom videos, Zapier, Workato, MuleSoft=Mulesoft, Boomi=Dell Boomi, Tray.io, Celigo, Make.com`,
  commerce: `Shopify, Magento=Adobe Commerce, BigCommerce, WooCommerce, Salesforce Commerce Cloud=Commerce Cloud, commercetools, SAP Commerce=SAP Hybris, VTEX, Akeneo, Algolia, Yotpo`,
  'industry software': `Epic EHR=Epic Systems, Cerner, athenahealth, Guidewire, Duck Creek, nCino, Temenos, Finastra, Bloomberg Terminal, Procore, Autodesk=AutoCAD=Revit, SolidWorks=SOLIDWORKS, CATIA, Siemens NX, PTC Windchill=Windchill, Teamcenter, Ansys=ANSYS, Rockwell Automation, Ignition SCADA, Samsara,
    Geotab, Manhattan WMS=Manhattan Associates, Blue Yonder, Kinaxis, project44, FourKites, Descartes, Oracle Opera, Toast POS, Yardi, AppFolio, RealPage, Medidata, Benchling, LabWare, MasterControl`,
}

/** Entries whose words tell the product from its namesakes, by the name people know it by. */
const shown: Readonly<Record<string, string>> = {
  'Copper CRM': 'Copper',
  'Close CRM': 'Close',
  'Catalyst CS': 'Catalyst',
  'Stitch Data': 'Stitch',
  'Monte Carlo Data': 'Monte Carlo',
  'Census reverse ETL': 'Census',
  'Mode Analytics': 'Mode',
  'Helm charts': 'Helm',
  'Bamboo CI': 'Bamboo',
  'Apex code': 'Apex',
  'Vertex tax': 'Vertex',
  'Ashby ATS': 'Ashby',
  'Workable ATS': 'Workable',
  'Lattice HR': 'Lattice',
  'Gem recruiting': 'Gem',
  'Loom videos': 'Loom',
  'Toast POS': 'Toast',
  'Epic EHR': 'Epic',
}

export type Technology = { name: string; category: string; isAmbiguous: boolean }

/** Every way to write a technology → what it is. */
export const technologies: ReadonlyMap<string, Technology> = new Map(
  Object.entries(byCategory).flatMap(([category, list]) =>
    list
      .split(',')
      .map((entry) => entry.trim().replace(/\s+/g, ' '))
      .flatMap((entry) => {
        const isAmbiguous = entry.startsWith('?')
        const [first = '', ...others] = entry.replace('?', '').split('=')
        const name = shown[first] ?? first
        return [
          [first, { name, category, isAmbiguous }] as const,
          // Only the plain word is ambiguous: "Golang" and "Box.com" are not.
          ...others.map((other) => [other, { name, category, isAmbiguous: false }] as const),
        ]
      }),
  ),
)
